package gcert.app.bulk;

import gcert.app.LocalFaultException;
import gcert.run.OutcomeSink;

/**
 * What is done with the outcomes of a run, and what is said at its end, for which an interruption
 * waits.
 *
 * @param <T> an outcome
 */
public interface RunConsumer<T> extends OutcomeSink<T, LocalFaultException> {

  /**
   * How a run ended.
   *
   * @param whole whether the end of the list was reached; false when the run was interrupted
   * @param skipped how many targets were skipped as done already
   */
  record Ending(boolean whole, long skipped) {}

  /**
   * Called once, after the last outcome, on the same thread.
   *
   * @return the exit code
   */
  int end(Ending ending) throws LocalFaultException;
}
