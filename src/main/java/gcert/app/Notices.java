package gcert.app;

import gcert.failure.Failure;
import gcert.report.Result;
import gcert.tls.Observation;
import gcert.trust.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * What a person reads while results are written, beside the results. The words are those of whoever
 * implements this.
 */
public interface Notices {

  /** An exchange did not get to its end. */
  void failed(Observation observation, Failure failure);

  /** The same, of an exchange in which a certificate was shown that could have been printed. */
  void failedAfterCertificate(Observation observation, Failure failure);

  /** A certificate failed a check, and was not printed for that. */
  void withheld(Observation observation, Verdict verdict);

  /** A certificate failed a check; the report goes elsewhere. */
  void judgedBad(Observation observation, Verdict verdict);

  /** A certificate is printed although it failed a check. */
  void printedAnyway(Observation observation, Verdict verdict);

  /** A certificate is printed although the handshake broke off after it was shown. */
  void printedUnproven(Observation observation, Failure failure);

  /**
   * A certificate is printed that came over a session that is weak.
   *
   * @param weaknesses what is weak about it, each in a few words; at least one
   */
  void weakSession(Observation observation, List<String> weaknesses);

  /** The server asks for a client certificate, and none was presented. */
  void clientCertificateWanted(Observation observation);

  /** The verified path was asked for, and there is none. */
  void noVerifiedPath(Observation observation);

  /** What has become of an output file. */
  void output(Path file, FileOutcome outcome);

  /** Says why a result does not hold; nothing of one that does. */
  default void explain(Result result) {
    if (result.exitCode() == ExitCode.BAD_CERTIFICATE && result.verdict().isPresent()) {
      judgedBad(result.observation(), result.verdict().get());
    } else if (!result.holds() && result.observation().failure().isPresent()) {
      failed(result.observation(), result.observation().failure().get());
    }
  }
}
