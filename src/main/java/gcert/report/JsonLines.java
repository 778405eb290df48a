package gcert.report;

/** One JSON object per line for each result, as soon as it is known. */
public final class JsonLines implements RunReport {
  @Override
  public byte[] add(Result result) {
    return JsonReport.line(result);
  }
}
