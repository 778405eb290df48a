package gcert.run;

import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.util.Optional;

/**
 * What is done with what was seen, on the worker that saw it.
 *
 * @param <T> an outcome; as many as the window holds are kept, so it should be small
 */
public interface VisitHandler<T> {

  /**
   * Finds out what has to be known of a server before it is visited. Called by several threads at
   * once, on the worker that will visit it.
   */
  default void before(ServerTarget target) {
    // As a rule nothing.
  }

  /** Makes an outcome of an observation. Called by several threads at once. */
  T outcome(Observation observation);

  /**
   * Whether making an outcome takes further connections to the server that was visited. The visit's
   * own is closed before then, so that there is one at a time.
   */
  default boolean connectsAgain() {
    return false;
  }

  /** Who visits the servers; empty for a whole exchange on a worker. */
  default Optional<Visitor> visitor() {
    return Optional.empty();
  }

  /**
   * Hears that less is visited than a target stands for.
   *
   * @param what what was left out, one clause
   */
  default void leftOut(ServerTarget target, String what) {
    // As a rule nothing is left out.
  }

  /**
   * Reads a file, as a server is visited.
   *
   * @throws IllegalStateException when the run does not admit files
   */
  default Observation read(FileTarget file) {
    throw new IllegalStateException("files are not admitted");
  }

  /** About how many octets of memory an outcome takes. */
  int size(T outcome);
}
