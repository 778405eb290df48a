package gcert.report;

import java.nio.charset.StandardCharsets;

/** Verdicts for a person: a line that says it all, then the reasons, the connection, the path. */
public final class TextReport implements RunReport {
  private final ShowReport description;
  private final boolean failuresOnly;

  /**
   * Makes one.
   *
   * @param description describes each result
   * @param failuresOnly whether results that leave the exit code at 0 are passed over
   */
  public TextReport(ShowReport description, boolean failuresOnly) {
    this.description = description;
    this.failuresOnly = failuresOnly;
  }

  @Override
  public byte[] add(Result result) {
    return failuresOnly && result.exitCode() == 0
        ? new byte[0]
        : description.summary(result).getBytes(StandardCharsets.UTF_8);
  }
}
