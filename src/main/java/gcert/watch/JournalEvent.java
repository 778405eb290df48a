package gcert.watch;

/**
 * An event as the journal keeps it.
 *
 * @param id its number, counted from 1 over the life of the state
 * @param event what happened
 * @param told whether it was written to standard output
 * @param done whether the command for events has dealt with it, or there was none
 */
public record JournalEvent(long id, Event event, boolean told, boolean done) {

  JournalEvent withTold() {
    return new JournalEvent(id, event, true, done);
  }

  JournalEvent withDone() {
    return new JournalEvent(id, event, told, true);
  }
}
