package gcert.app.watch;

import gcert.app.LocalFaultException;
import gcert.report.Result;
import gcert.target.ServerTarget;
import java.util.List;

/** Where the results of a run of {@code gcert watch} come from: one server, or many. */
public interface WatchSource {

  /**
   * Visits the servers, and hands on what was seen target by target.
   *
   * @return whether the end was reached; false when the run was interrupted
   */
  boolean feed(Receiver receiver) throws LocalFaultException;

  /** Takes what was seen, on the thread that feeds it. */
  interface Receiver {

    /** The results of a target: at least one, of one place, or where it is a domain of several. */
    void take(ServerTarget target, List<Result> results) throws LocalFaultException;

    /** Notes why the places of this run are not all that the user means. */
    void incomplete(String why);

    /** Counts an exit code that does not come from a server. */
    void count(int code);
  }
}
