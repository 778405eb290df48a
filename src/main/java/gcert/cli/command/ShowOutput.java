package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.certificate.Certificate;
import gcert.cli.option.Choice;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.terminal.Session;
import gcert.pem.PemEncoder;
import gcert.report.JsonReport;
import gcert.report.Result;
import gcert.report.ShowReport;

/** What becomes of the results of one run of {@code gcert show}. */
public final class ShowOutput implements Assessor.Receiver {
  /** The forms of the description. */
  public enum Format {
    TEXT,
    JSON,
    PEM
  }

  /** In which form. */
  public static final Option<Format> FORMAT =
      Option.value(
              "--format",
              "FORMAT",
              Choice.of(Format.values()),
              "text",
              "One of text, json, pem (all certificates in the order received).")
          .briefly("Print text, json or pem.")
          .shorthand("--json", "json");

  /** How is described. */
  public static final OptionGroup GROUP = new OptionGroup("Output", FORMAT);

  private final Format format;
  private final ShowReport report;
  private final Session session;
  private boolean first = true;
  private int worst = ExitCode.OK;

  public ShowOutput(Format format, ShowReport report, Session session) {
    this.format = format;
    this.report = report;
    this.session = session;
  }

  @Override
  public void accept(Result result) throws LocalFaultException {
    boolean described = !result.observation().chain().isEmpty();
    worst = ExitCode.worse(worst, described ? ExitCode.OK : result.exitCode());
    switch (format) {
      case TEXT -> session.out().write((first ? "" : "\n") + report.of(result));
      case JSON -> session.out().write(JsonReport.line(result));
      case PEM -> session.out().write(pem(result));
    }
    if (format != Format.TEXT && result.observation().failure().isPresent()) {
      session.messages().failed(result.observation(), result.observation().failure().get());
    }
    first = false;
  }

  public int exitCode() {
    return worst;
  }

  private static String pem(Result result) {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : result.observation().chain()) {
      text.append(PemEncoder.encode(certificate.der()));
    }
    return text.toString();
  }
}
