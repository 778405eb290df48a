package gcert.app.peek;

import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.app.Printer;
import gcert.app.ResultWriter;
import gcert.certificate.Certificate;
import gcert.pem.PemEncoder;
import gcert.report.PeekJson;
import gcert.report.PeekText;
import gcert.report.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints what was seen, each time with the word that it was not proven. */
public final class PeekWriter implements ResultWriter {
  private final Format format;
  private final boolean chain;

  /** The forms. */
  public enum Format {
    /** A line for a person. */
    TEXT,
    /** One object per line, failures included. */
    JSON,
    /** RFC 7468 text, with a line before it. */
    PEM
  }

  /**
   * Makes one.
   *
   * @param chain whether PEM has all certificates that the server sent, not only the first
   */
  public PeekWriter(Format format, boolean chain) {
    this.format = format;
    this.chain = chain;
  }

  @Override
  public int write(Result result, Printer out, Notices notices) throws LocalFaultException {
    notices.explain(result);
    if (format == Format.JSON) {
      out.print(PeekJson.line(result));
    } else if (result.holds()) {
      out.print(
          (format == Format.PEM ? pem(result) : PeekText.line(result))
              .getBytes(StandardCharsets.UTF_8));
    }
    return result.exitCode();
  }

  @Override
  public boolean isIndependent() {
    return true;
  }

  /** Text outside the encapsulation boundaries is explanation (RFC 7468 section 2). */
  private String pem(Result result) {
    StringBuilder text = new StringBuilder(PeekText.label(result));
    List<Certificate> all = result.observation().chain();
    for (Certificate certificate : chain ? all : all.subList(0, 1)) {
      text.append(PemEncoder.encode(certificate.der()));
    }
    return text.toString();
  }
}
