package gcert.app.probe;

import gcert.probe.Probed;
import gcert.report.ProbeJson;
import gcert.report.ProbeNagios;
import gcert.report.ProbeText;
import java.nio.charset.StandardCharsets;

/** In which form the findings of a probe are reported. */
public final class ProbeReport {
  private final Format format;
  private final ProbeText text;
  private final ProbeNagios nagios = new ProbeNagios();

  /** The forms. */
  public enum Format {
    /** For a person. */
    TEXT,
    /** One object per server. */
    JSON,
    /** One answer for all of them, after the monitoring-plugins guidelines. */
    NAGIOS
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
    return format == Format.TEXT ? "\n" : "";
  }

  /** Whether a program reads it, and a person has to be told of failures apart. */
  boolean isForPrograms() {
    return format == Format.JSON;
  }

  /** Takes the findings about a server, and gives what can be printed of them now. */
  byte[] add(Probed probed) {
    return switch (format) {
      case TEXT -> text.of(probed).getBytes(StandardCharsets.UTF_8);
      case JSON -> ProbeJson.line(probed);
      case NAGIOS -> {
        nagios.add(probed);
        yield new byte[0];
      }
    };
  }

  /** Takes an entry of the list that is no target. */
  void complain(String complaint) {
    nagios.complain(complaint);
  }

  /** What is printed at the end. */
  byte[] finish() {
    return format == Format.NAGIOS ? nagios.finish() : new byte[0];
  }

  /** The exit code, given the worst of all servers. */
  int exitCode(int worst) {
    return format == Format.NAGIOS ? nagios.exitCode() : worst;
  }
}
