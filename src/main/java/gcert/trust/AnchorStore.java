package gcert.trust;

import gcert.certificate.DistinguishedName;
import java.util.List;

/** A set of trust anchors in which those that could have issued a certificate are found by name. */
public interface AnchorStore {

  /** The anchors whose subject is {@code name}, compared by RFC 5280 section 7.1. */
  List<Anchor> bySubject(DistinguishedName name);

  /** Every anchor. */
  List<Anchor> all();

  /**
   * What was skipped when the store was read, a clause each with the place; the rest of the store
   * is of use anyway.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** The word for this store in messages: {@code bundled}, {@code system}, or a file's name. */
  String name();
}
