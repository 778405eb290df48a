package gcert.cli.command;

import gcert.cli.option.DemandOptions;
import gcert.cli.option.LayoutOptions;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.OutputFile;
import gcert.cli.option.TrustOptions;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.report.JsonLines;
import gcert.report.JunitReport;
import gcert.report.Layout;
import gcert.report.NagiosReport;
import gcert.report.PrometheusReport;
import gcert.report.RunReport;
import gcert.report.ShowReport;
import gcert.report.TextReport;
import gcert.target.Host;
import gcert.trust.ExpiresWithin;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * In which form {@code gcert check} reports, and where to.
 *
 * @param format the word of {@code --format}
 * @param report makes the report
 * @param file the file to replace; empty for standard output
 */
public record CheckOutput(String format, RunReport report, Optional<OutputFile> file) {
  private static final int UNWRAPPED = 10_000;
  private static final String TEXT = "text";
  private static final String JSON = "json";
  private static final String NAGIOS = "nagios";
  private static final String[] FORMATS = {TEXT, JSON, NAGIOS, "prometheus", "junit"};

  public static void declare(CommandSpec spec) {
    new OptionGroup("Output", 20)
        .value("--format", "FORMAT", "One of " + String.join(", ", FORMATS) + ". Default: text.")
        .value(
            "-o --output",
            "FILE",
            "Replace FILE by the report, at once, whatever the verdicts are; say 'updated' or"
                + " 'unchanged'.")
        .addTo(spec);
  }

  public static CheckOutput read(OptionValues values, Session session) throws UsageException {
    String format = values.choice("--format", FORMATS);
    Optional<OutputFile> file = OutputFile.read(values);
    Optional<Host> name = TrustOptions.readName(values);
    RunReport report =
        switch (format) {
          case JSON -> new JsonLines();
          case NAGIOS ->
              new NagiosReport(DemandOptions.readExpiry(values).orElseGet(ExpiresWithin::usual));
          case "prometheus" -> new PrometheusReport();
          case "junit" -> new JunitReport(new ShowReport(new Layout(UNWRAPPED, false, true), name));
          default ->
              new TextReport(
                  new ShowReport(readLayout(values, session, file.isPresent()), name),
                  values.flag("--quiet"));
        };
    return new CheckOutput(format, report, file);
  }

  /** Lines are broken for a screen only: other readers look for whole ones. */
  private static Layout readLayout(OptionValues values, Session session, boolean toFile)
      throws UsageException {
    Layout screen = LayoutOptions.read(values, session);
    boolean colour =
        toFile ? values.text("--color").filter("always"::equals).isPresent() : screen.colour();
    boolean wrapped =
        !toFile && (session.out().isTerminal() || session.environment().containsKey("COLUMNS"));
    return new Layout(wrapped ? screen.columns() : UNWRAPPED, colour, screen.unicode());
  }

  /**
   * Whether the certificates of each host are judged together: when the user asks for it, and in
   * text where several of one host are to be expected.
   */
  public BulkCommand.Rotations readRotations(OptionValues values) throws UsageException {
    boolean asked = values.flag("--rotation");
    if (asked && !isDivisible()) {
      throw new UsageException("--rotation goes with --format text and json");
    }
    if (format.equals(JSON)) {
      return asked ? BulkCommand.Rotations.JSON : BulkCommand.Rotations.NONE;
    }
    boolean several =
        values.flag("--gmail")
            || values.flag("--mx")
            || values.flag("--all-addresses")
            || values.text("--samples").isPresent();
    return asked || (several && format.equals(TEXT))
        ? BulkCommand.Rotations.TEXT
        : BulkCommand.Rotations.NONE;
  }

  /** Whether the report on each result stands for itself, whatever came before. */
  public boolean isDivisible() {
    return format.equals(TEXT) || format.equals(JSON);
  }

  /** Whether a person who looks at the terminal reads the reasons in the report itself. */
  public boolean isReadByPersons() {
    return file.isEmpty() && (format.equals(TEXT) || format.equals(NAGIOS));
  }
}
