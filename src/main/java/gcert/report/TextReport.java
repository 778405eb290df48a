package gcert.report;

import java.nio.charset.StandardCharsets;

/** Verdicts for a person: a line that says it all, then the reasons, the connection, the path. */
public final class TextReport implements RunReport {
  private final ShowReport description;
  private final boolean failuresOnly;
  private final ResultCounts tally = new ResultCounts();

  /**
   * Makes one.
   *
   * @param description describes each result
   * @param failuresOnly whether results that leave the exit code at 0 are skipped
   */
  public TextReport(ShowReport description, boolean failuresOnly) {
    this.description = description;
    this.failuresOnly = failuresOnly;
  }

  @Override
  public byte[] add(Result result) {
    byte[] described =
        failuresOnly && result.exitCode() == 0
            ? new byte[0]
            : description.summary(result).getBytes(StandardCharsets.UTF_8);
    tally.count(result.status());
    return described;
  }

  @Override
  public void complain(String complaint) {
    tally.complain();
  }

  /** Where there was more than one result, how many of each kind. */
  @Override
  public byte[] finish() {
    return failuresOnly || !tally.hasSeveral()
        ? new byte[0]
        : (tally.words() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
