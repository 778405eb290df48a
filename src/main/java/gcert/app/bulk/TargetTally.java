package gcert.app.bulk;

import gcert.run.TargetEntry;

/** Counts the targets of a run, and tells of those that came to nothing. */
public final class TargetTally {
  private final RunNotices notices;
  private long entries;
  private long bad;

  /** Begins at none. */
  public TargetTally(RunNotices notices) {
    this.notices = notices;
  }

  /**
   * Counts a target that was visited.
   *
   * @param problems how many problems it had: at most one, or one for each visit
   */
  public void count(long problems) {
    entries++;
    bad += problems;
  }

  /** Counts an entry that is not a valid target, and says so. */
  public void badEntry(TargetEntry.Bad entry) {
    count(1);
    notices.badEntry(entry.complaint());
  }

  /** Counts a target that a fault in the program has spoilt, and says so. */
  public void broken(TargetEntry entry, Throwable bug) {
    count(1);
    notices.bug(TargetRun.name(entry), bug);
  }

  /** Says how far the run got. */
  public void interrupted(ResumeAdvice advice) {
    notices.interrupted(entries, bad, advice);
  }
}
