package gcert.trust.extension;

import gcert.certificate.ExtensionOids;
import gcert.failure.Escaped;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.util.List;
import java.util.Set;

/** Whether every critical extension is one whose meaning is honoured (RFC 5280 section 4.2). */
public final class CriticalExtensions {
  private static final String PRECERTIFICATE_POISON = "1.3.6.1.4.1.11129.2.4.3";

  private static final Set<String> KNOWN =
      Set.of(
          "2.5.29.14", // subject key identifier
          "2.5.29.15", // key usage
          "2.5.29.17", // subject alternative name
          "2.5.29.18", // issuer alternative name
          "2.5.29.19", // basic constraints
          "2.5.29.30", // name constraints
          "2.5.29.31", // CRL distribution points: where to ask, not what to hold to
          "2.5.29.32", // certificate policies
          "2.5.29.33", // policy mappings
          "2.5.29.35", // authority key identifier
          "2.5.29.36", // policy constraints
          "2.5.29.37", // extended key usage
          "2.5.29.46", // freshest CRL
          "2.5.29.54", // inhibit anyPolicy
          "1.3.6.1.5.5.7.1.1", // authority information access
          "1.3.6.1.5.5.7.1.11", // subject information access
          "1.3.6.1.5.5.7.1.24", // TLS feature
          "1.3.6.1.5.5.7.48.1.5"); // no check of an OCSP responder: a leave, not a limit

  private static final String MICROSOFT_APPLICATION_POLICIES = "1.3.6.1.4.1.311.21.10";

  private CriticalExtensions() {}

  /** Adds a failure for each critical extension that is not understood. */
  public static void check(PathCertificate subject, List<Finding> findings) {
    for (String oid : subject.critical()) {
      if (!KNOWN.contains(oid) && !isSaidTwice(subject, oid)) {
        String what =
            oid.equals(PRECERTIFICATE_POISON)
                ? "is a precertificate (RFC 6962), which no server may use"
                : "has the unknown critical extension " + Escaped.of(oid, 64);
        findings.add(
            new Finding(
                Rule.UNKNOWN_CRITICAL_EXTENSION,
                Severity.FAILURE,
                CertificateLabel.of(subject.certificate()) + ": " + what));
      }
    }
  }

  /**
   * Microsoft's CAs say the purposes in an extension of their own too, as critical as the first.
   */
  private static boolean isSaidTwice(PathCertificate subject, String oid) {
    return oid.equals(MICROSOFT_APPLICATION_POLICIES)
        && subject.has(ExtensionOids.EXTENDED_KEY_USAGE);
  }
}
