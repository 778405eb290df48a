package gcert.app.peek;

import gcert.app.Examiner;
import gcert.app.ExitCode;
import gcert.report.Result;
import gcert.run.Visitor;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Takes what servers show for seen, and judges nothing of it. */
public final class PeekExaminer implements Examiner {
  private final Visitor visitor;
  private final Clock clock;

  /**
   * Makes one.
   *
   * @param visitor visits the servers
   */
  public PeekExaminer(Visitor visitor, Clock clock) {
    this.visitor = visitor;
    this.clock = clock;
  }

  @Override
  public void prepare(ServerTarget target) {
    // Nothing is asked about a server before it is visited.
  }

  @Override
  public Optional<Visitor> visitor() {
    return Optional.of(visitor);
  }

  @Override
  public Observation read(FileTarget file) {
    throw new IllegalStateException("files are not admitted");
  }

  /** A certificate that was seen was seen, whatever came after it. */
  @Override
  public Result judge(Observation seen) {
    int code =
        seen.chain().isEmpty()
            ? seen.failure().map(failure -> failure.category().exitCode()).orElse(ExitCode.BUG)
            : ExitCode.OK;
    return new Result(seen, Optional.empty(), clock.instant(), code);
  }

  @Override
  public Instant at() {
    return clock.instant();
  }
}
