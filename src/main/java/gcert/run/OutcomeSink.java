package gcert.run;

import java.util.List;

/**
 * Takes the outcomes, one entry of the list after the other, on the thread that runs the run.
 *
 * @param <T> an outcome
 * @param <X> what it throws to end the run
 */
public interface OutcomeSink<T, X extends Exception> {

  /** All outcomes of an entry, in the order of its endpoints; none for a bad entry. */
  void accept(TargetEntry entry, List<T> outcomes) throws X;

  /** An entry that could not be worked on because of a fault in the program. */
  void broken(TargetEntry entry, Throwable bug) throws X;
}
