package gcert.cli.command;

import gcert.app.OutputFile;
import gcert.app.bulk.Rotations;
import gcert.cli.option.Choice;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RequirementOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.report.CalendarReport;
import gcert.report.CsvReport;
import gcert.report.JsonLines;
import gcert.report.JunitReport;
import gcert.report.Layout;
import gcert.report.NagiosReport;
import gcert.report.PrometheusReport;
import gcert.report.ResultOrder;
import gcert.report.RunReport;
import gcert.report.ShowReport;
import gcert.report.TableReport;
import gcert.report.TextReport;
import gcert.report.html.HtmlReport;
import gcert.target.Host;
import gcert.trust.requirement.ExpiresWithin;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * In which form {@code gcert check} reports, and where to.
 *
 * @param format in which form
 * @param report makes a report
 * @param file the file to replace; empty for standard output
 */
public record CheckOutput(Format format, Supplier<RunReport> report, Optional<OutputFile> file) {
  private static final int UNWRAPPED = 10_000;

  /** The forms of the report. */
  public enum Format {
    TEXT,
    JSON,
    NAGIOS,
    PROMETHEUS,
    JUNIT,
    TABLE,
    CSV,
    HTML,
    ICS
  }

  /** In which form. */
  public static final Option<Format> FORMAT =
      FormatOption.of(
          Format.values(), "Print text, table, csv, json, nagios, prometheus, junit, html, ics.");

  /** The order of a table. */
  public static final Option<ResultOrder> SORT =
      Option.value(
          "--sort",
          "ORDER",
          Choice.of(ResultOrder.values()),
          "list",
          "Sort the results of --format table and html by list, days, target or status.");

  /** The file to replace. */
  public static final Option<Optional<Path>> OUTPUT =
      Option.value(
              "-o --output",
              "FILE",
              ValueTypes.FILE,
              "Write the report to FILE, replaced atomically, whatever the verdicts; say 'updated' or 'unchanged'.")
          .briefly("Write the report to FILE.");

  /** How is reported. */
  public static final OptionGroup GROUP = new OptionGroup("Output", FORMAT, SORT, OUTPUT);

  public static CheckOutput read(OptionValues values, Session session) throws UsageException {
    Format format = values.get(FORMAT);
    if (values.given(SORT) && format != Format.TABLE && format != Format.HTML) {
      throw new UsageException("--sort goes with --format table and html");
    }
    Optional<OutputFile> file = OutputOptions.readFile(OUTPUT, values);
    Optional<Host> name = TrustOptions.readName(values);
    return new CheckOutput(format, readForm(values, session, format, name, file.isPresent()), file);
  }

  private static Supplier<RunReport> readForm(
      OptionValues values, Session session, Format format, Optional<Host> name, boolean toFile)
      throws UsageException {
    return switch (format) {
      case JSON -> JsonLines::new;
      case CSV -> CsvReport::new;
      case PROMETHEUS -> PrometheusReport::new;
      case JUNIT -> () -> new JunitReport(new ShowReport(new Layout(UNWRAPPED, false, true), name));
      case NAGIOS -> {
        ExpiresWithin expiry =
            RequirementOptions.readExpiry(values).orElseGet(ExpiresWithin::usual);
        yield () -> new NagiosReport(expiry);
      }
      case ICS -> {
        ExpiresWithin expiry =
            RequirementOptions.readExpiry(values).orElseGet(ExpiresWithin::usual);
        yield () -> new CalendarReport(expiry);
      }
      case HTML -> {
        ResultOrder order = values.get(SORT);
        yield () -> new HtmlReport(order, name);
      }
      case TABLE -> {
        Layout layout = readLayout(values, session, toFile);
        ResultOrder order = values.get(SORT);
        boolean quiet = values.get(OutputOptions.QUIET);
        yield () -> new TableReport(layout, order, quiet);
      }
      case TEXT -> {
        ShowReport description = new ShowReport(readLayout(values, session, toFile), name);
        boolean quiet = values.get(OutputOptions.QUIET);
        yield () -> new TextReport(description, quiet);
      }
    };
  }

  /** Lines are broken for a screen only: other readers look for whole ones. */
  private static Layout readLayout(OptionValues values, Session session, boolean toFile)
      throws UsageException {
    Layout screen = LayoutOptions.read(values, session);
    boolean colour =
        toFile ? values.get(LayoutOptions.COLOR) == LayoutOptions.Colour.ALWAYS : screen.colour();
    boolean wrapped =
        !toFile && (session.out().isTerminal() || session.environment().containsKey("COLUMNS"));
    return new Layout(wrapped ? screen.columns() : UNWRAPPED, colour, screen.unicode());
  }

  /**
   * Whether the certificates of each host are judged together: when the user asks for it, and in
   * text where several of one host are to be expected.
   */
  public Rotations readRotations(OptionValues values) throws UsageException {
    boolean asked = values.get(BulkOptions.ROTATION);
    if (asked && !isDivisible()) {
      throw new UsageException("--rotation goes with --format text and json");
    }
    if (format == Format.JSON) {
      return asked ? Rotations.JSON : Rotations.NONE;
    }
    boolean several =
        values.get(TargetOptions.GMAIL)
            || values.get(BulkOptions.MX)
            || values.get(BulkOptions.ALL_ADDRESSES)
            || values.isSet(BulkOptions.SAMPLES);
    if (!asked && !(several && format == Format.TEXT)) {
      return Rotations.NONE;
    }
    return values.get(OutputOptions.QUIET) ? Rotations.MISMATCHES : Rotations.TEXT;
  }

  /** Whether the report on each result stands for itself, whatever came before. */
  public boolean isDivisible() {
    return format == Format.TEXT || format == Format.JSON;
  }

  /** What stands between the reports on single results. */
  public String separator() {
    return format == Format.TEXT ? "\n" : "";
  }

  /** Whether a person who looks at the terminal reads the reasons in the report itself. */
  public boolean isReadByPersons() {
    return file.isEmpty()
        && (format == Format.TEXT || format == Format.TABLE || format == Format.NAGIOS);
  }
}
