package gcert.app.probe;

import gcert.probe.ProbeOutcome;
import gcert.probe.judging.Expectation;
import gcert.probe.judging.JudgedProbe;
import gcert.report.EndpointText;
import gcert.report.ProbeJson;
import gcert.report.ProbeNagios;
import gcert.report.ProbeText;
import gcert.report.html.ProbePage;
import java.nio.charset.StandardCharsets;

/** In which form the findings of a probe are reported. */
public final class ProbeReport {
  private final Format format;
  private final ProbeText text;
  private final ProbeNagios nagios = new ProbeNagios();
  private final ProbePage page = new ProbePage();

  /** The forms. */
  public enum Format {
    /** For a person. */
    TEXT,
    /** One object per server. */
    JSON,
    /** One answer for all of them, after the monitoring-plugins guidelines. */
    NAGIOS,
    /** What was found out as a file that says what is expected. */
    EXPECT,
    /** A page for the browser. */
    HTML
  }

  /**
   * Makes one.
   *
   * @param text lays the findings out for a person
   */
  public ProbeReport(Format format, ProbeText text) {
    this.format = format;
    this.text = text;
  }

  /** What stands between two blocks. */
  public String separator() {
    return format == Format.TEXT || format == Format.EXPECT ? "\n" : "";
  }

  /** Whether a program reads it, and a person has to be told of failures apart. */
  boolean isForPrograms() {
    return format == Format.JSON || format == Format.EXPECT;
  }

  /** Takes the findings about a server, and gives what can be printed of them now. */
  byte[] add(JudgedProbe judged) {
    return switch (format) {
      case TEXT -> text.of(judged).getBytes(StandardCharsets.UTF_8);
      case JSON -> ProbeJson.line(judged);
      case NAGIOS -> {
        nagios.add(judged);
        yield new byte[0];
      }
      case EXPECT -> expectation(judged.probed()).getBytes(StandardCharsets.UTF_8);
      case HTML -> {
        page.add(judged);
        yield new byte[0];
      }
    };
  }

  /** Nothing for a server of which not everything was found out: it would never be met again. */
  private static String expectation(ProbeOutcome probed) {
    return probed.exitCode() != 0
        ? ""
        : probed
            .range()
            .map(range -> Expectation.write(EndpointText.of(probed.seen().target()), range))
            .orElse("");
  }

  /** Takes an entry of the list that is not a valid target. */
  void complain(String complaint) {
    nagios.complain(complaint);
    page.complain(complaint);
  }

  /** What is printed at the end. */
  byte[] finish() {
    return switch (format) {
      case NAGIOS -> nagios.finish();
      case HTML -> page.finish();
      case TEXT, JSON, EXPECT -> new byte[0];
    };
  }

  /** The exit code, given the worst of all servers. */
  int exitCode(int worst) {
    return format == Format.NAGIOS ? nagios.exitCode() : worst;
  }
}
