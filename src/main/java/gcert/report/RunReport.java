package gcert.report;

/**
 * The report on one run: what is printed as each result is known, and what is printed at the end.
 *
 * <p>Results come one at a time, in the order of the targets. All octets are UTF-8.
 */
public interface RunReport {

  /** Takes a result, and gives what can be printed of it now; often nothing. */
  byte[] add(Result result);

  /**
   * Takes an entry of the list that is not a valid target, which a document on the whole run has to
   * mention.
   *
   * @param complaint where it stands and what is wrong with it, one clause, escaped
   */
  default void complain(String complaint) {}

  /**
   * The exit code of the run, for formats whose readers expect other codes than gcert's.
   *
   * @param worst the worst code of all results
   */
  default int exitCode(int worst) {
    return worst;
  }

  /** What is printed after the last result; often nothing. */
  default byte[] finish() {
    return new byte[0];
  }
}
