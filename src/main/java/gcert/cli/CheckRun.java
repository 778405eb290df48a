package gcert.cli;

import gcert.report.Result;
import gcert.report.RunReport;
import java.io.ByteArrayOutputStream;

/** What becomes of the results of one run of {@code gcert check}. */
final class CheckRun implements Assessor.Receiver {
  private final CheckOutput output;
  private final RunReport report;
  private final Session session;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private int worst = ExitCode.OK;

  CheckRun(CheckOutput output, Session session) {
    this.output = output;
    this.report = output.report();
    this.session = session;
  }

  @Override
  public void accept(Result result) throws LocalFaultException {
    worst = ExitCode.worse(worst, result.exitCode());
    if (!output.isReadByPersons()) {
      explain(result);
    }
    print(report.add(result));
  }

  /** Prints the rest of the report, or writes the file, and gives the exit code. */
  int finish() throws LocalFaultException {
    print(report.finish());
    if (output.file().isPresent()) {
      output.file().get().replace(collected.toByteArray(), session.messages());
    }
    return report.exitCode(worst);
  }

  private void print(byte[] block) throws LocalFaultException {
    if (output.file().isPresent()) {
      collected.writeBytes(block);
    } else if (block.length > 0) {
      session.out().write(block);
    }
  }

  /** A failure is said on standard error when the report goes to a program. */
  private void explain(Result result) {
    if (result.verdict().isPresent() && result.exitCode() == ExitCode.BAD_CERTIFICATE) {
      session.messages().judgedBad(result.observation(), result.verdict().get());
    } else if (!result.holds() && result.observation().failure().isPresent()) {
      session.messages().failed(result.observation(), result.observation().failure().get());
    }
  }
}
