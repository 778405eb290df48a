package gcert.app.watch;

import gcert.app.LocalFaultException;
import gcert.app.bulk.RunNotices;
import gcert.watch.Event;
import gcert.watch.StateFolder;
import java.nio.file.Path;

/** What a person reads during a run of {@code gcert watch}, beside its events. */
public interface WatchNotices extends RunNotices, StateFolder.Notices {

  /** The file of pins was not brought up to date. */
  void pinsLeft(Path file, String why);

  /** What the command for events printed. */
  void commandSaid(String output);

  /**
   * The command for an event did not end well; the event is kept for the next run.
   *
   * @param why one clause that begins with a verb: {@code exited with 1}
   */
  void commandFailed(Event event, String command, String why);

  /** Something on this side failed, and the run goes on. */
  void fault(LocalFaultException fault);
}
