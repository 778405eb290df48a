package gcert.trust.path;

import gcert.certificate.Certificate;
import gcert.signature.PublicKey;
import gcert.signature.SignatureOutcome;
import gcert.trust.extension.PathCertificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was found out about the certificates seen last, whoever sent them: whether their
 * signatures hold, and of issuers everything else that does not change with the path. Where
 * thousands of servers are judged they share a few intermediates. Safe for use by several threads.
 */
public final class CertificateCache {
  private static final int LIMIT = 1024;

  /** Each of them is some ten kilobytes, read as it is; there are fewer issuers than servers. */
  private static final int ISSUER_LIMIT = 256;

  private final Map<Link, SignatureOutcome> outcomes = new LinkedHashMap<>();
  private final Map<Certificate, PathCertificate> issuers = new LinkedHashMap<>();

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

  /** Makes an empty one. */
  public CertificateCache() {}

  /** What is known of a certificate that may have issued others. */
  public PathCertificate issuer(Certificate certificate) {
    synchronized (issuers) {
      PathCertificate known = issuers.get(certificate);
      if (known == null) {
        known = new PathCertificate(certificate);
        issuers.put(certificate, known);
        trim(issuers, ISSUER_LIMIT);
      }
      return known;
    }
  }

  SignatureOutcome verify(Certificate certificate, PublicKey issuer) {
    Link link = new Link(certificate, issuer);
    synchronized (outcomes) {
      SignatureOutcome known = outcomes.get(link);
      if (known != null) {
        return known;
      }
    }
    SignatureOutcome outcome = certificate.verify(issuer);
    synchronized (outcomes) {
      outcomes.put(link, outcome);
      trim(outcomes, LIMIT);
    }
    return outcome;
  }

  /** The eldest entry goes when there is one too many. */
  private static void trim(Map<?, ?> entries, int limit) {
    if (entries.size() > limit) {
      entries.remove(entries.keySet().iterator().next());
    }
  }
}
