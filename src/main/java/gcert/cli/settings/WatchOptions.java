package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.app.bulk.TargetSource;
import gcert.app.watch.WatchSettings;
import gcert.cli.option.Choice;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueType;
import gcert.cli.option.ValueTypes;
import gcert.cli.terminal.Session;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.trust.requirement.ExpiresWithin;
import gcert.trust.requirement.ExpiresWithin.Threshold;
import gcert.watch.pin.PinFormat;
import gcert.watch.rule.RuleSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of {@code gcert watch} alone. */
public final class WatchOptions {
  /** The forms of events. */
  public enum Format {
    TEXT,
    JSON,
    HTML
  }

  /** The folder that remembers. */
  public static final Option<Optional<Path>> STATE =
      Option.value(
              "--state",
              "DIR",
              ValueTypes.DIRECTORY,
              "Keep the state in DIR. Default: gcert in the XDG state directory.")
          .briefly("Keep the state in DIR.");

  /** The past, drawn. */
  public static final Option<Boolean> HISTORY =
      Option.flag(
              "--history", "Draw the certificates of the hosts over time; connect to no server.")
          .briefly("Draw the certificates seen so far.");

  /** In which form. */
  public static final Option<Format> FORMAT =
      Option.value(
              "--format",
              "FORMAT",
              Choice.of(Format.values()),
              "text",
              "Print events and histories as text or json; html is for --history alone.")
          .briefly("Print text, json or, with --history, html.")
          .shorthand("--json", "json");

  /** What is soon. */
  public static final Option<List<Threshold>> EXPIRES_WITHIN =
      Option.commaList(
              "--expires-within",
              "TIME",
              new ThresholdType(),
              "Report a certificate that expires within TIME: 14d, or 20% of its lifetime. Default:"
                  + " 10%.")
          .briefly("Report what expires within TIME (14d, 20%).");

  /** How many runs make it true. */
  public static final Option<Integer> AFTER =
      Option.value(
              "--after",
              "N",
              ValueTypes.number(1, 1000),
              "2",
              "Report a server as unreachable after N failed runs in a row; also end a relapsed"
                  + " rotation after N clean runs.")
          .briefly("Report a server after N failed runs in a row.");

  /** How often what is still wrong is reported again; zero for never. */
  public static final Option<Duration> REMIND =
      Option.value(
          "--remind",
          "TIME",
          new RemindType(),
          "24h",
          "Report again, every TIME, what is still wrong; never turns it off.");

  /** How things stand. */
  public static final Option<Boolean> STATUS =
      Option.flag("--status", "Print the state of each host as remembered; connect to no server.");

  /** How long to wait for another run. */
  public static final Option<Duration> LOCK_WAIT =
      Option.value(
          "--lock-wait",
          "TIME",
          ValueTypes.DURATION,
          "30s",
          "Wait up to TIME for another run using the same state.");

  /** The command for events, in words. */
  public static final Option<Optional<List<String>>> EXEC =
      Option.value(
              "--exec",
              "COMMAND",
              new CommandType(),
              "Run COMMAND once per event, without a shell: the event is in GCERT_EVENT, GCERT_HOST and others, and as JSON on standard input.")
          .briefly("Run COMMAND once per event.");

  /** How long it may take. */
  public static final Option<Duration> EXEC_TIMEOUT =
      Option.value(
          "--exec-timeout", "TIME", ValueTypes.DURATION, "60s", "Stop COMMAND after TIME.");

  /** The file of acceptable certificates. */
  public static final Option<Optional<Path>> PINS =
      Option.value(
              "--pins",
              "FILE",
              ValueTypes.FILE,
              "Write the acceptable certificates to FILE, replaced atomically.")
          .briefly("Write the acceptable certificates to FILE.");

  /** In which form. */
  public static final Option<PinFormat> PINS_FORMAT =
      Option.value(
          "--pins-format",
          "FORMAT",
          Choice.of(PinFormat.values()),
          "pem",
          "One of " + String.join(", ", PinFormat.words()) + ".");

  /** How long a certificate stays acceptable. */
  public static final Option<Duration> PINS_WINDOW =
      Option.value(
          "--pins-window",
          "TIME",
          ValueTypes.DURATION,
          "7d",
          "Accept a certificate until TIME after it was last seen.");

  /** What {@code watch} alone has. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "Watching",
          STATE,
          HISTORY,
          STATUS,
          FORMAT,
          EXPIRES_WITHIN,
          AFTER,
          REMIND,
          LOCK_WAIT,
          EXEC,
          EXEC_TIMEOUT,
          PINS,
          PINS_FORMAT,
          PINS_WINDOW);

  private WatchOptions() {}

  /** How the run remembers, judges and tells. */
  public static WatchSettings read(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    return new WatchSettings(
        readState(values, session.environment()),
        values.get(LOCK_WAIT),
        new RuleSettings(values.get(AFTER), readThreshold(values), values.get(REMIND)),
        TrustOptions.readInstant(values, session),
        readJson(values),
        values.get(OutputOptions.VERBOSE),
        values.get(EXEC).orElse(List.of()),
        values.get(EXEC_TIMEOUT),
        readPins(values),
        values.get(BulkOptions.MX));
  }

  /**
   * The folder that remembers: {@code --state}, else {@code gcert} below {@code XDG_STATE_HOME},
   * {@code ~/.local/state} or, on Windows, {@code LOCALAPPDATA}.
   */
  public static Path readState(OptionValues values, Map<String, String> environment)
      throws UsageException, LocalFaultException {
    Optional<Path> given = values.get(STATE);
    if (given.isPresent()) {
      return given.get();
    }
    for (String variable : new String[] {"XDG_STATE_HOME", "LOCALAPPDATA"}) {
      String folder = environment.get(variable);
      if (folder != null && Path.of(folder).isAbsolute()) {
        return Path.of(folder, "gcert");
      }
    }
    String home = environment.get("HOME");
    if (home == null || home.isEmpty()) {
      throw new LocalFaultException("no home directory to keep the state in; use --state DIR");
    }
    return Path.of(home, ".local", "state", "gcert");
  }

  /** Whether JSON is asked for. */
  public static boolean readJson(OptionValues values) throws UsageException {
    if (values.get(FORMAT) == Format.HTML) {
      throw new UsageException("--format html goes with --history");
    }
    return values.get(FORMAT) == Format.JSON;
  }

  /** How near its end a certificate is reported. */
  public static Threshold readThreshold(OptionValues values) throws UsageException {
    return ExpiryThresholds.of(values.get(EXPIRES_WITHIN))
        .orElseGet(ExpiresWithin::usual)
        .warning();
  }

  /** Which targets can be watched. */
  public static TargetSource.Admission readAdmission(OptionValues values) throws UsageException {
    TargetSource.Admission servers = TargetSource.Admission.servers("watch");
    if (values.get(PINS).isEmpty() || values.get(PINS_FORMAT) != PinFormat.TLSA) {
      return servers;
    }
    return target ->
        target instanceof ServerTarget server && server.host() instanceof Host.Address
            ? Optional.of("--pins-format tlsa needs names: an address has no TLSA record")
            : servers.objection(target);
  }

  private static Optional<WatchSettings.Pins> readPins(OptionValues values) throws UsageException {
    PinFormat format = values.get(PINS_FORMAT);
    Duration window = values.get(PINS_WINDOW);
    Optional<Path> file = values.get(PINS);
    if (file.isEmpty()) {
      if (values.given(PINS_FORMAT) || values.given(PINS_WINDOW)) {
        throw new UsageException("--pins-format and --pins-window need --pins FILE");
      }
      return Optional.empty();
    }
    if (values.get(TrustOptions.INSECURE)) {
      throw new UsageException("--pins keeps only what verifies; it excludes --insecure");
    }
    return Optional.of(new WatchSettings.Pins(file.get(), format, window));
  }

  /** A duration, or the word never. */
  private static final class RemindType implements ValueType<Duration> {
    @Override
    public Duration parse(String text) throws InvalidValueException {
      return text.strip().equals("never") ? Duration.ZERO : ValueTypes.DURATION.parse(text);
    }
  }

  private static final class CommandType implements ValueType<List<String>> {
    @Override
    public List<String> parse(String text) throws InvalidValueException {
      return ShellWords.split(text);
    }
  }
}
