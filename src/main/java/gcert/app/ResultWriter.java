package gcert.app;

import gcert.report.Result;

/**
 * What is made of the results of one run: what is printed and said of each, and what at the end.
 */
public interface ResultWriter {

  /**
   * Prints and says what there is to print and to say of one result.
   *
   * @param out takes what is printed
   * @param notices take what is said to a person
   * @return the exit code that follows for this result
   * @throws LocalFaultException when it cannot be written
   */
  int write(Result result, Printer out, Notices notices) throws LocalFaultException;

  /**
   * Whether each result is written without regard to the others. If so, {@link #write} may be
   * called by several threads at once; if not, by one, in the order of the targets.
   */
  boolean isIndependent();

  /**
   * Takes an entry of the list that is not a valid target, for a document that has to mention it.
   */
  default void complain(String complaint) {
    // As a rule it is said on standard error, and nowhere else.
  }

  /** What is printed after the last result; often nothing. */
  default byte[] finish() {
    return new byte[0];
  }

  /**
   * Whether the file that was asked for is replaced at the end.
   *
   * @param worst the worst code of all results
   */
  default boolean replacesFile(int worst) {
    return true;
  }

  /**
   * The exit code of the run.
   *
   * @param worst the worst code of all results
   */
  default int exitCode(int worst) {
    return worst;
  }
}
