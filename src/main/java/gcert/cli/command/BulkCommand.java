package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.EarlierRun;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.TargetSource;
import gcert.cli.message.ProgressLine;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.BulkOptions;
import gcert.cli.terminal.Session;
import gcert.report.Result;
import gcert.run.Entry;
import gcert.run.Expansion;
import gcert.run.Means;
import gcert.run.Work;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.Observation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs {@code fetch} or {@code check} over many targets. */
public final class BulkCommand {
  private final OptionValues values;
  private final Session session;
  private final Assessor assessor;
  private final Means means;
  private final Outlet outlet;
  private final Rotations rotations;

  /** Whether the hosts of each target are judged together, and in which form. */
  public enum Rotations {
    NONE,
    TEXT,
    JSON
  }

  public BulkCommand(
      OptionValues values,
      Session session,
      Means means,
      Assessor assessor,
      Outlet outlet,
      Rotations rotations) {
    this.values = values;
    this.session = session;
    this.means = means;
    this.assessor = assessor;
    this.outlet = outlet;
    this.rotations = rotations;
  }

  /**
   * Visits the targets named and those of {@code --input}.
   *
   * @param admission which targets there may be
   * @return the exit code
   */
  public int run(List<Target> named, TargetSource.Admission admission)
      throws UsageException, LocalFaultException {
    EarlierRun earlier = earlier(BulkOptions.readExpansion(values));
    outlet.count(earlier.worst());
    return new TargetRun(values, session, means, admission)
        .run(named, earlier, Preparation::new, new Taker());
  }

  private EarlierRun earlier(Expansion expansion) throws UsageException, LocalFaultException {
    Optional<Path> file = values.get(BulkOptions.RESUME);
    return file.isEmpty()
        ? EarlierRun.none()
        : new ResumeFile(file.get(), session.messages()).read(expansion.multiplies());
  }

  /** What the workers do: judge, and prepare what will be printed. */
  private final class Preparation implements Work<Delivery> {
    private final ProgressLine progress;

    Preparation(ProgressLine progress) {
      this.progress = progress;
    }

    @Override
    public void before(ServerTarget target) {
      assessor.prepare(target);
    }

    @Override
    public Delivery outcome(Observation observation) {
      Result result = assessor.judge(observation);
      progress.count(result.holds());
      try {
        return Delivery.of(result, outlet, session, rotations != Rotations.NONE);
      } catch (LocalFaultException e) {
        throw new IllegalStateException("preparing in memory does not fail", e);
      }
    }

    /** One at a time: a password may be asked for, and standard input can be read once. */
    @Override
    public synchronized Observation read(FileTarget file) {
      return assessor.read(file);
    }

    @Override
    public int size(Delivery delivery) {
      return delivery.size();
    }
  }

  /** Prints what was prepared, in the order of the targets. */
  private final class Taker implements TargetRun.Taker<Delivery> {
    private long entries;
    private long bad;

    @Override
    public void accept(Entry entry, List<Delivery> deliveries) throws LocalFaultException {
      entries++;
      if (entry instanceof Entry.Bad fault) {
        bad++;
        session.messages().badEntry(fault.complaint());
        outlet.complain(fault.complaint());
        return;
      }
      int worst = ExitCode.OK;
      for (Delivery delivery : deliveries) {
        worst = ExitCode.worse(worst, delivery.code());
        session.messages().prepared(delivery.said());
        if (delivery.whole().isPresent()) {
          outlet.accept(delivery.whole().get());
        } else {
          outlet.count(delivery.code());
          outlet.print(delivery.block().getBytes(StandardCharsets.UTF_8));
        }
      }
      if (worst != ExitCode.OK) {
        bad++;
      }
      if (rotations != Rotations.NONE) {
        RotationLines lines =
            RotationLines.of(deliveries, rotations == Rotations.JSON, assessor.at());
        outlet.print(lines.block().getBytes(StandardCharsets.UTF_8));
        outlet.count(lines.code());
      }
    }

    @Override
    public void broken(Entry entry, Throwable bug) {
      entries++;
      bad++;
      session.messages().bug(TargetRun.name(entry), bug);
      outlet.count(ExitCode.BUG);
    }

    /** The file of {@code --output} stays as it was: half a list is not what was asked for. */
    @Override
    public int end(TargetRun.Ending ending) throws LocalFaultException {
      if (!ending.whole()) {
        session
            .messages()
            .interrupted(entries, bad, "with --format json, rerun with --resume FILE to continue");
        return outlet.code();
      }
      if (ending.skipped() > 0) {
        session.messages().skipped(ending.skipped());
      }
      return outlet.finish();
    }
  }
}
