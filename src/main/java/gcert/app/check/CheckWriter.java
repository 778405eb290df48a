package gcert.app.check;

import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.app.Printer;
import gcert.app.ResultWriter;
import gcert.report.Result;
import gcert.report.RunReport;
import java.util.function.Supplier;

/**
 * Reports on the results of {@code gcert check}. One that cannot be described is reported as the
 * fault that it is: no server blinds the report on the others.
 */
public final class CheckWriter implements ResultWriter {
  private final Supplier<RunReport> form;
  private final RunReport report;
  private final boolean independent;
  private final boolean explains;

  /**
   * Makes one.
   *
   * @param form makes a report in the form that was asked for
   * @param independent whether the report on each result stands for itself
   * @param explains whether failures are said to a person as well, who does not see the report
   */
  public CheckWriter(Supplier<RunReport> form, boolean independent, boolean explains) {
    this.form = form;
    this.report = form.get();
    this.independent = independent;
    this.explains = explains;
  }

  @Override
  public int write(Result result, Printer out, Notices notices) throws LocalFaultException {
    Result told = independent ? result : describable(result);
    byte[] block;
    try {
      block = report.add(told);
    } catch (RuntimeException | StackOverflowError e) {
      told = Result.ofFault(result.observation(), result.at(), e);
      block = report.add(told);
    }
    if (explains) {
      notices.explain(told);
    }
    out.print(block);
    return told.exitCode();
  }

  /** A document is made at the end, when it would be too late to leave one result out. */
  private Result describable(Result result) {
    RunReport alone = form.get();
    try {
      byte[] unused = alone.add(result);
      unused = alone.finish();
      return result;
    } catch (RuntimeException | StackOverflowError e) {
      return Result.ofFault(result.observation(), result.at(), e);
    }
  }

  @Override
  public boolean isIndependent() {
    return independent;
  }

  @Override
  public void complain(String complaint) {
    report.complain(complaint);
  }

  @Override
  public byte[] finish() {
    return report.finish();
  }

  @Override
  public int exitCode(int worst) {
    return report.exitCode(worst);
  }
}
