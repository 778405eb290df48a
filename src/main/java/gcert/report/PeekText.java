package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.tls.Observation;
import gcert.tls.TlsSession;

/** What was seen of a server without a proof, for a person. */
public final class PeekText {
  private static final int LONGEST_NAME = 200;

  private PeekText() {}

  /** One line about a result that has a certificate: what it says, and that nothing is proven. */
  public static String line(Result result) {
    Observation seen = result.observation();
    Certificate leaf = seen.chain().get(0);
    return String.join(
            "  ",
            words(seen),
            EndpointText.of(seen.target()),
            EndpointText.address(seen),
            Lifetime.of(leaf, result.at()).headline(),
            Escaped.of(ShortName.of(leaf), LONGEST_NAME),
            "issued by " + Escaped.of(leaf.issuer(), LONGEST_NAME))
        + "\n";
  }

  /** {@code # HOST:PORT (ADDRESS): seen, not proven}, a line to stand before a certificate. */
  public static String label(Result result) {
    Observation seen = result.observation();
    return "# " + EndpointText.of(seen) + ": " + words(seen) + "\n";
  }

  private static String words(Observation seen) {
    return isProven(seen) ? "seen, key proven" : "seen, not proven";
  }

  /** Whether the server has proven to hold the key of its certificate. */
  static boolean isProven(Observation seen) {
    return seen.session().filter(TlsSession::proven).isPresent();
  }
}
