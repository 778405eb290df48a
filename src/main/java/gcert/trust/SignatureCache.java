package gcert.trust;

import gcert.certificate.Certificate;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signatures of certificates, and remembers the outcome for the certificates seen
 * last: where thousands of servers are judged they share a few intermediates. Safe for use by
 * several threads.
 */
public final class SignatureCache {
  private static final int LIMIT = 1024;

  private final Map<Link, Outcome> outcomes = new LinkedHashMap<>();

  private record Link(Certificate certificate, PublicKey key) {

    // What a record brings by itself is assembled when first called: 25 ms in a cold JVM.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Link link
          && certificate.equals(link.certificate)
          && key.equals(link.key);
    }

    @Override
    public int hashCode() {
      return 31 * certificate.hashCode() + key.hashCode();
    }
  }

  /** What came of verifying a signature. */
  enum Outcome {
    HOLDS,
    FAILS,
    /** This Java does not have the algorithm. */
    UNSUPPORTED
  }

  /** Makes an empty one. */
  public SignatureCache() {}

  Outcome verify(Certificate certificate, PublicKey issuer) {
    Link link = new Link(certificate, issuer);
    synchronized (outcomes) {
      Outcome known = outcomes.get(link);
      if (known != null) {
        return known;
      }
    }
    Outcome outcome = verifyAnew(certificate, issuer);
    synchronized (outcomes) {
      outcomes.put(link, outcome);
      if (outcomes.size() > LIMIT) {
        outcomes.remove(outcomes.keySet().iterator().next());
      }
    }
    return outcome;
  }

  private static Outcome verifyAnew(Certificate certificate, PublicKey issuer) {
    try {
      certificate.x509().verify(issuer);
      return Outcome.HOLDS;
    } catch (NoSuchAlgorithmException e) {
      return Outcome.UNSUPPORTED;
    } catch (GeneralSecurityException | RuntimeException e) {
      // The JDK throws unchecked exceptions too where parameters make no sense.
      return Outcome.FAILS;
    }
  }
}
