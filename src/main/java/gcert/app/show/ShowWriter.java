package gcert.app.show;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.app.Printer;
import gcert.app.ResultWriter;
import gcert.certificate.Certificate;
import gcert.pem.PemEncoder;
import gcert.report.JsonReport;
import gcert.report.Result;
import gcert.report.ShowReport;
import java.nio.charset.StandardCharsets;

/** Describes the certificates in results, whatever the verdict on them. */
public final class ShowWriter implements ResultWriter {
  /** The forms of the description. */
  public enum Format {
    /** For a person. */
    TEXT,
    /** One object per result. */
    JSON,
    /** All certificates in the order received. */
    PEM
  }

  private final Format format;
  private final ShowReport report;

  /**
   * Makes one.
   *
   * @param format in which form
   * @param report describes for a person
   */
  public ShowWriter(Format format, ShowReport report) {
    this.format = format;
    this.report = report;
  }

  /** What stands between two descriptions in a form. */
  public static String separator(Format format) {
    return format == Format.TEXT ? "\n" : "";
  }

  @Override
  public int write(Result shown, Printer out, Notices notices) throws LocalFaultException {
    Result result = shown;
    byte[] block;
    try {
      block = described(result);
    } catch (RuntimeException | StackOverflowError e) {
      result = Result.ofFault(shown.observation(), shown.at(), e);
      block = described(result);
    }
    out.print(block);
    if (format != Format.TEXT && result.observation().failure().isPresent()) {
      notices.failed(result.observation(), result.observation().failure().get());
    }
    return result.observation().chain().isEmpty() ? result.exitCode() : ExitCode.OK;
  }

  @Override
  public boolean isIndependent() {
    return true;
  }

  private byte[] described(Result result) {
    return switch (format) {
      case TEXT -> report.of(result).getBytes(StandardCharsets.UTF_8);
      case JSON -> JsonReport.line(result);
      case PEM -> pem(result).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static String pem(Result result) {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : result.observation().chain()) {
      text.append(PemEncoder.encode(certificate.der()));
    }
    return text.toString();
  }
}
