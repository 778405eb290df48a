package gcert.trust;

import java.util.List;
import javax.security.auth.x500.X500Principal;

/** A set of trust anchors in which those that could have issued a certificate are found by name. */
public interface AnchorStore {

  /** The anchors whose subject is {@code name}, compared by RFC 5280 section 7.1. */
  List<Anchor> bySubject(X500Principal name);

  /** Every anchor. */
  List<Anchor> all();

  /** The word for this store in messages: {@code bundled}, {@code system}, or a file's name. */
  String name();
}
