package gcert.trust.path;

import gcert.failure.Escaped;
import gcert.signature.SignatureOutcome;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.extension.PathCertificate;
import java.util.List;

/** Says where a path ends that does not end in an anchor. */
public final class IncompletePath {
  private static final int LIMIT = 160;
  private static final String SNI_COMPLAINT = "invalid2.invalid";

  private final boolean sent;

  /**
   * Makes one.
   *
   * @param sent whether a server sent the certificates; otherwise they are from a file
   */
  public IncompletePath(boolean sent) {
    this.sent = sent;
  }

  Finding of(List<PathCertificate> path) {
    PathCertificate leaf = path.get(0);
    PathCertificate top = path.get(path.size() - 1);
    String who = CertificateLabel.of(leaf.certificate()) + ": ";
    if (signedItself(top)) {
      return path.size() == 1 ? selfSigned(leaf, who) : unknown(who, top);
    }
    String issuer = CertificateLabel.of(top.issuer());
    if (path.size() == 1) {
      return new Finding(
          Rule.MISSING_INTERMEDIATE,
          Severity.FAILURE,
          who
              + "the certificate of its issuer "
              + issuer
              + " is missing: "
              + (sent
                  ? "the server did not send it, and it is not a trusted root"
                  : "the file does not contain it, and it is not a trusted root; a file from"
                      + " 'gcert fetch --chain' does")
              + issuerLocation(leaf));
    }
    return new Finding(
        Rule.UNTRUSTED_ROOT,
        Severity.FAILURE,
        who
            + "the path ends in "
            + CertificateLabel.of(top.certificate())
            + ", issued by "
            + issuer
            + ", which is not a trusted root");
  }

  /** Where the CA says that the certificate of the issuer can be fetched (RFC 5280 4.2.2.1). */
  private static String issuerLocation(PathCertificate leaf) {
    return leaf.certificate()
        .issuerLocation()
        .map(location -> "; its CA offers it at " + Escaped.of(location, LIMIT))
        .orElse("");
  }

  private static Finding selfSigned(PathCertificate leaf, String who) {
    String name = CertificateLabel.of(leaf.certificate());
    boolean noSni = name.equals(SNI_COMPLAINT) || leaf.certificate().subject().contains("No SNI");
    return new Finding(
        Rule.SELF_SIGNED,
        Severity.FAILURE,
        noSni
            ? who
                + "the server sent a self-signed certificate that complains of a missing server"
                + " name (SNI); send one: --servername NAME"
            : who + "is self-signed: no CA vouches for it, and it is not itself trusted");
  }

  private static Finding unknown(String who, PathCertificate root) {
    return new Finding(
        Rule.UNTRUSTED_ROOT,
        Severity.FAILURE,
        who
            + "the path ends in the root "
            + CertificateLabel.of(root.certificate())
            + ", which is not a trusted root");
  }

  private static boolean signedItself(PathCertificate subject) {
    return subject.isSelfIssued()
        && subject.certificate().verify(subject.publicKey()) == SignatureOutcome.HOLDS;
  }
}
