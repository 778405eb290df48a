package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.EarlierRun;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.message.ProgressLine;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.report.Result;
import gcert.run.Entry;
import gcert.run.Means;
import gcert.run.Work;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.Observation;
import java.util.List;

/** Visits many servers, or one of them at many addresses or many times, for {@code gcert watch}. */
public final class WatchMany implements WatchSource {
  private static final int SIZE_OF_RESULT = 32 * 1024;

  private final OptionValues values;
  private final Session session;
  private final List<Target> named;
  private final Means means;
  private final Assessor assessor;

  /**
   * Makes one.
   *
   * @param named the targets of the command line
   * @param means with what they are visited
   */
  public WatchMany(
      OptionValues values, Session session, List<Target> named, Means means, Assessor assessor) {
    this.values = values;
    this.session = session;
    this.named = named;
    this.means = means;
    this.assessor = assessor;
  }

  @Override
  public boolean feed(Taker taker) throws UsageException, LocalFaultException {
    Feed feed = new Feed(taker);
    new TargetRun(values, session, means, WatchOptions.readAdmission(values))
        .run(named, EarlierRun.none(), Judging::new, feed);
    return feed.whole;
  }

  /** What the workers do. */
  private final class Judging implements Work<Result> {
    private final ProgressLine progress;

    Judging(ProgressLine progress) {
      this.progress = progress;
    }

    @Override
    public Result outcome(Observation observation) {
      Result result = assessor.judge(observation);
      progress.count(result.holds());
      return result;
    }

    @Override
    public Observation read(FileTarget file) {
      throw new IllegalStateException("files are not admitted");
    }

    @Override
    public int size(Result result) {
      return SIZE_OF_RESULT;
    }
  }

  /** Hands on what the workers did. */
  private final class Feed implements TargetRun.Taker<Result> {
    private final Taker taker;
    private long entries;
    private long bad;
    private boolean whole;

    Feed(Taker taker) {
      this.taker = taker;
    }

    @Override
    public void accept(Entry entry, List<Result> results) throws LocalFaultException {
      entries++;
      if (entry instanceof Entry.Bad fault) {
        bad++;
        session.messages().badEntry(fault.complaint());
        taker.count(ExitCode.LOCAL_FAULT);
        taker.incomplete("a line of the list is no target");
      } else if (entry instanceof Entry.Wanted wanted
          && wanted.target() instanceof ServerTarget server) {
        bad += results.stream().allMatch(Result::holds) ? 0 : 1;
        taker.take(server, results);
      }
    }

    @Override
    public void broken(Entry entry, Throwable bug) {
      entries++;
      bad++;
      session.messages().bug(TargetRun.name(entry), bug);
      taker.count(ExitCode.BUG);
      taker.incomplete("not every target was done");
    }

    @Override
    public int end(TargetRun.Ending ending) {
      whole = ending.whole();
      if (!whole) {
        session.messages().interrupted(entries, bad, "what was seen has been saved");
      }
      return ExitCode.OK;
    }
  }
}
