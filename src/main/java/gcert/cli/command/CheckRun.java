package gcert.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.terminal.Session;
import gcert.report.Result;
import gcert.report.RunReport;
import java.io.ByteArrayOutputStream;

/** What becomes of the results of one run of {@code gcert check}. */
public final class CheckRun implements Outlet {
  private final CheckOutput output;
  private final RunReport report;
  private final Session session;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private int worst = ExitCode.OK;
  private boolean printed;

  public CheckRun(CheckOutput output, Session session) {
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

  @Override
  public CheckRun alike(Session elsewhere) {
    return new CheckRun(output, elsewhere);
  }

  @Override
  public boolean isDivisible() {
    return output.isDivisible();
  }

  @Override
  public byte[] collected() {
    return collected.toByteArray();
  }

  @Override
  public int code() {
    return worst;
  }

  @Override
  public void count(int code) {
    worst = ExitCode.worse(worst, code);
  }

  /** Prints the rest of the report, or writes the file, and gives the exit code. */
  @Override
  public int finish() throws LocalFaultException {
    print(report.finish());
    if (output.file().isPresent()) {
      output.file().get().replace(collected.toByteArray(), session.messages());
    }
    return report.exitCode(worst);
  }

  @Override
  public void complain(String complaint) {
    report.complain(complaint);
    count(ExitCode.LOCAL_FAULT);
  }

  @Override
  public void print(byte[] block) throws LocalFaultException {
    if (block.length == 0) {
      return;
    }
    byte[] whole = printed && output.isSpaced() ? ("\n" + utf8(block)).getBytes(UTF_8) : block;
    printed = true;
    if (output.file().isPresent()) {
      collected.writeBytes(whole);
    } else {
      session.out().write(whole);
    }
  }

  private static String utf8(byte[] block) {
    return new String(block, UTF_8);
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
