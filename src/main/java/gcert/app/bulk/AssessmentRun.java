package gcert.app.bulk;

import gcert.app.Examiner;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.ResultRun;
import gcert.app.RunOutput;
import gcert.report.Result;
import gcert.run.TargetEntry;
import gcert.run.VisitHandler;
import gcert.run.Visitor;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Judges the targets of a run over many, as {@code fetch}, {@code check} and {@code peek} do: the
 * workers judge and prepare what will be printed, and it is printed in the order of the targets.
 */
public final class AssessmentRun implements RunConsumer<PreparedResult> {
  private final Examiner examiner;
  private final ResultRun results;
  private final RunOutput output;
  private final Rotations rotations;
  private final RunNotices notices;
  private final TargetTally tally;

  /**
   * Begins.
   *
   * @param examiner judges
   * @param results what is made of results
   * @param rotations whether hosts are judged together
   */
  public AssessmentRun(
      Examiner examiner, ResultRun results, Rotations rotations, RunNotices notices) {
    this.examiner = examiner;
    this.results = results;
    this.output = results.output();
    this.rotations = rotations;
    this.notices = notices;
    this.tally = new TargetTally(notices);
  }

  /** What the workers do with what they see, counted by what follows the run. */
  public VisitHandler<PreparedResult> work(Progress progress) {
    return new Preparation(progress);
  }

  private final class Preparation implements VisitHandler<PreparedResult> {
    private final Progress progress;

    Preparation(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void before(ServerTarget target) {
      examiner.prepare(target);
    }

    @Override
    public Optional<Visitor> visitor() {
      return examiner.visitor();
    }

    @Override
    public PreparedResult outcome(Observation observation) {
      Result result = examiner.judge(observation);
      progress.count(result.holds());
      return PreparedResult.of(result, results.writer(), notices, rotations != Rotations.NONE);
    }

    @Override
    public void leftOut(ServerTarget target, String what) {
      notices.leftOut(target, what);
    }

    /** One at a time: a password may be asked for, and standard input can be read once. */
    @Override
    public synchronized Observation read(FileTarget file) {
      return examiner.read(file);
    }

    @Override
    public int size(PreparedResult prepared) {
      return prepared.size();
    }
  }

  @Override
  public void accept(TargetEntry entry, List<PreparedResult> outcomes) throws LocalFaultException {
    if (entry instanceof TargetEntry.Bad fault) {
      tally.badEntry(fault);
      results.complain(fault.complaint());
      return;
    }
    int worst = ExitCode.OK;
    for (PreparedResult prepared : outcomes) {
      worst = ExitCode.worse(worst, prepared.code());
      write(prepared);
    }
    tally.count(worst == ExitCode.OK ? 0 : 1);
    if (rotations != Rotations.NONE) {
      RotationLines lines = RotationLines.of(outcomes, rotations, examiner.at());
      output.print(lines.block().getBytes(StandardCharsets.UTF_8));
      output.count(lines.code());
    }
  }

  private void write(PreparedResult prepared) throws LocalFaultException {
    notices.release(prepared.said());
    if (prepared.whole().isPresent()) {
      results.accept(prepared.whole().get());
    } else {
      output.count(prepared.code());
      output.print(prepared.block().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void broken(TargetEntry entry, Throwable bug) {
    tally.broken(entry, bug);
    output.count(ExitCode.BUG);
  }

  /** The file of a run that was interrupted stays as it was: half a list is not what was asked. */
  @Override
  public int end(Ending ending) throws LocalFaultException {
    if (!ending.whole()) {
      tally.interrupted(ResumeAdvice.RESUME);
      return output.code();
    }
    if (ending.skipped() > 0) {
      notices.skipped(ending.skipped());
    }
    return results.finish();
  }
}
