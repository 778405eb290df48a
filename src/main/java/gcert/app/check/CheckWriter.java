package gcert.app.check;

import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.app.Printer;
import gcert.app.ResultWriter;
import gcert.report.Result;
import gcert.report.RunReport;

/** Reports on the results of {@code gcert check}. */
public final class CheckWriter implements ResultWriter {
  private final RunReport report;
  private final boolean independent;
  private final boolean explains;

  /**
   * Makes one.
   *
   * @param report in which form
   * @param independent whether the report on each result stands for itself
   * @param explains whether failures are said to a person as well, who does not see the report
   */
  public CheckWriter(RunReport report, boolean independent, boolean explains) {
    this.report = report;
    this.independent = independent;
    this.explains = explains;
  }

  @Override
  public int write(Result result, Printer out, Notices notices) throws LocalFaultException {
    if (explains) {
      notices.explain(result);
    }
    out.print(report.add(result));
    return result.exitCode();
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
