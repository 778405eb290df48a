package gcert.trust;

import gcert.failure.Escaped;
import gcert.signature.Outcome;
import java.util.List;

/** Says where a path ends that does not end in an anchor. */
final class DeadEnd {
  private static final int LIMIT = 160;
  private static final String SNI_COMPLAINT = "invalid2.invalid";

  private final boolean sent;

  /**
   * Makes one.
   *
   * @param sent whether a server sent the certificates; otherwise they are from a file
   */
  DeadEnd(boolean sent) {
    this.sent = sent;
  }

  Finding of(List<Subject> path) {
    Subject leaf = path.get(0);
    Subject top = path.get(path.size() - 1);
    String who = Label.of(leaf.certificate()) + ": ";
    if (signedItself(top)) {
      return path.size() == 1 ? selfSigned(leaf, who) : unknown(who, top);
    }
    String issuer = Label.of(top.issuer());
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
            + Label.of(top.certificate())
            + ", issued by "
            + issuer
            + ", which is not a trusted root");
  }

  /** Where the CA says that the certificate of the issuer can be had (RFC 5280 4.2.2.1). */
  private static String issuerLocation(Subject leaf) {
    return leaf.certificate()
        .issuerLocation()
        .map(location -> "; its CA offers it at " + Escaped.of(location, LIMIT))
        .orElse("");
  }

  private static Finding selfSigned(Subject leaf, String who) {
    String name = Label.of(leaf.certificate());
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

  private static Finding unknown(String who, Subject root) {
    return new Finding(
        Rule.UNTRUSTED_ROOT,
        Severity.FAILURE,
        who
            + "the path ends in the root "
            + Label.of(root.certificate())
            + ", which is not a trusted root");
  }

  private static boolean signedItself(Subject subject) {
    return subject.isSelfIssued()
        && subject.certificate().verify(subject.publicKey()) == Outcome.HOLDS;
  }
}
