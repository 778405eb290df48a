package gcert.app;

import gcert.report.Result;

/** The results of one run on their way out: written one after the other, and ended once. */
public final class ResultRun implements Assessor.Receiver {
  private final ResultWriter writer;
  private final RunOutput output;
  private final Notices notices;

  /**
   * Begins.
   *
   * @param writer what is made of each result
   * @param output where to
   * @param notices take what is said to a person
   */
  public ResultRun(ResultWriter writer, RunOutput output, Notices notices) {
    this.writer = writer;
    this.output = output;
    this.notices = notices;
  }

  @Override
  public void accept(Result result) throws LocalFaultException {
    output.count(writer.write(result, output, notices));
  }

  /** What is made of each result. */
  public ResultWriter writer() {
    return writer;
  }

  /** Where it goes. */
  public RunOutput output() {
    return output;
  }

  /** Takes an entry of the list that is not a valid target; it counts as a local fault. */
  public void complain(String complaint) {
    writer.complain(complaint);
    output.count(ExitCode.LOCAL_FAULT);
  }

  /**
   * Prints what comes last, or replaces the file.
   *
   * @return the exit code of the run
   * @throws LocalFaultException when it cannot be written
   */
  public int finish() throws LocalFaultException {
    output.print(writer.finish());
    if (writer.replacesFile(output.code())) {
      output.replaceFile(notices);
    } else {
      output.keepFile(notices);
    }
    return writer.exitCode(output.code());
  }
}
