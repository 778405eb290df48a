package gcert.app.watch;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.bulk.Progress;
import gcert.app.bulk.ResumeAdvice;
import gcert.app.bulk.RunConsumer;
import gcert.app.bulk.TargetTally;
import gcert.report.Result;
import gcert.run.TargetEntry;
import gcert.run.VisitHandler;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.util.List;

/**
 * Hands on what is seen of many servers, or of one of them at many addresses or many times, to a
 * run of {@code gcert watch}.
 */
public final class ManyServers implements RunConsumer<Result> {
  private static final int SIZE_OF_RESULT = 32 * 1024;

  private final Assessor assessor;
  private final WatchSource.Receiver taker;
  private final WatchNotices notices;
  private final TargetTally tally;
  private boolean whole;

  /**
   * Begins.
   *
   * @param assessor judges
   * @param taker takes what was seen
   */
  public ManyServers(Assessor assessor, WatchSource.Receiver taker, WatchNotices notices) {
    this.assessor = assessor;
    this.taker = taker;
    this.notices = notices;
    this.tally = new TargetTally(notices);
  }

  /** Whether the end of the list was reached; false when the run was interrupted. */
  public boolean isWhole() {
    return whole;
  }

  /** What the workers do with what they see, counted by what follows the run. */
  public VisitHandler<Result> work(Progress progress) {
    return new VisitHandler<>() {
      @Override
      public Result outcome(Observation observation) {
        Result result = assessor.judge(observation);
        progress.count(result.holds());
        return result;
      }

      @Override
      public void leftOut(ServerTarget target, String what) {
        notices.leftOut(target, what);
      }

      @Override
      public int size(Result result) {
        return SIZE_OF_RESULT;
      }
    };
  }

  @Override
  public void accept(TargetEntry entry, List<Result> results) throws LocalFaultException {
    if (entry instanceof TargetEntry.Bad fault) {
      tally.badEntry(fault);
      taker.count(ExitCode.LOCAL_FAULT);
      taker.incomplete("a line of the list is not a valid target");
    } else if (entry instanceof TargetEntry.Wanted wanted
        && wanted.target() instanceof ServerTarget server) {
      tally.count(results.stream().allMatch(Result::holds) ? 0 : 1);
      taker.take(server, results);
    }
  }

  @Override
  public void broken(TargetEntry entry, Throwable bug) {
    tally.broken(entry, bug);
    taker.count(ExitCode.BUG);
    taker.incomplete("not every target was done");
  }

  @Override
  public int end(Ending ending) {
    whole = ending.whole();
    if (!whole) {
      tally.interrupted(ResumeAdvice.SAVED);
    }
    return ExitCode.OK;
  }
}
