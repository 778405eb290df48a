package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.app.TargetSource;
import gcert.app.WatchSettings;
import gcert.cli.terminal.Session;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.trust.ExpiresWithin;
import gcert.trust.ExpiresWithin.Threshold;
import gcert.watch.PinFormat;
import gcert.watch.Rules;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options of {@code gcert watch} alone. */
public final class WatchOptions {
  private static final int PATIENCE = 2;
  private static final int MOST_PATIENCE = 1000;
  private static final Duration LOCK_WAIT = Duration.ofSeconds(30);
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PIN_WINDOW = Duration.ofDays(7);

  private WatchOptions() {}

  public static void declare(CommandSpec spec) {
    new OptionGroup("Watching", 20)
        .value("--state", "DIR", "Remember in DIR. Default: gcert in the XDG state directory.")
        .flag("--history", "Draw the certificates of the hosts named over time; visit nobody.")
        .value("--format", "FORMAT", "Events and histories as text (the default) or json.")
        .value(
            "--expires-within",
            "TIME",
            "Tell of a certificate that expires within TIME (14d), or that has no more than this"
                + " share of its lifetime left (20%%). Default: 10%%.")
        .value(
            "--after",
            "N",
            "Tell of a server that fails after N runs in a row; believe the end of a rotation that"
                + " had relapsed after N runs. Default: "
                + PATIENCE
                + ".")
        .value("--lock-wait", "TIME", "Wait so long for another run on DIR. Default: 30s.")
        .value(
            "--exec",
            "COMMAND",
            "Run COMMAND once for each event: the event in GCERT_EVENT, GCERT_HOST …, as JSON on"
                + " its standard input. No shell is involved.")
        .value("--exec-timeout", "TIME", "Stop COMMAND after TIME. Default: 60s.")
        .value("--pins", "FILE", "Keep the acceptable certificates in FILE, replaced at once.")
        .value(
            "--pins-format",
            "FORMAT",
            "One of " + String.join(", ", PinFormat.words()) + ". Default: pem.")
        .value(
            "--pins-window",
            "TIME",
            "Accept a certificate for TIME after it was last seen. Default: 7d.")
        .addTo(spec);
  }

  public static WatchSettings read(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    Threshold threshold =
        DemandOptions.readExpiry(values)
            .map(ExpiresWithin::warning)
            .orElseGet(() -> ExpiresWithin.usual().warning());
    int patience = values.number("--after", 1, MOST_PATIENCE).orElse(PATIENCE);
    Optional<String> command = values.text("--exec");
    return new WatchSettings(
        readState(values, session.environment()),
        values.duration("--lock-wait", LOCK_WAIT),
        new Rules.Settings(patience, threshold),
        TrustOptions.readInstant(values, session),
        readJson(values),
        values.flag("--verbose"),
        command.isPresent() ? CommandWords.split(command.get(), values) : List.of(),
        values.duration("--exec-timeout", COMMAND_TIMEOUT),
        readPins(values),
        values.flag("--mx"));
  }

  public static boolean readJson(OptionValues values) throws UsageException {
    return values.choice("--format", "text", "json").equals("json");
  }

  /**
   * The folder that remembers: {@code --state}, else {@code gcert} below {@code XDG_STATE_HOME},
   * {@code ~/.local/state} or, on Windows, {@code LOCALAPPDATA}.
   */
  public static Path readState(OptionValues values, Map<String, String> environment)
      throws UsageException, LocalFaultException {
    Optional<String> given = values.text("--state");
    if (given.isPresent()) {
      return path("--state", given.get(), values);
    }
    for (String variable : new String[] {"XDG_STATE_HOME", "LOCALAPPDATA"}) {
      String folder = environment.get(variable);
      if (folder != null && Path.of(folder).isAbsolute()) {
        return Path.of(folder, "gcert");
      }
    }
    String home = environment.get("HOME");
    if (home == null || home.isEmpty()) {
      throw new LocalFaultException("there is no home directory to remember in; name a --state");
    }
    return Path.of(home, ".local", "state", "gcert");
  }

  /** Which targets can be watched. */
  public static TargetSource.Admission readAdmission(OptionValues values) throws UsageException {
    TargetSource.Admission servers = TargetSource.Admission.servers("watch");
    if (values.text("--pins").isEmpty() || readFormat(values) != PinFormat.TLSA) {
      return servers;
    }
    return target ->
        target instanceof ServerTarget server && server.host() instanceof Host.Address
            ? Optional.of("--pins-format tlsa needs names: an address has no TLSA record")
            : servers.objection(target);
  }

  private static PinFormat readFormat(OptionValues values) throws UsageException {
    String word = values.choice("--pins-format", PinFormat.words());
    return PinFormat.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Optional<WatchSettings.Pins> readPins(OptionValues values) throws UsageException {
    PinFormat format = readFormat(values);
    Duration window = values.duration("--pins-window", PIN_WINDOW);
    Optional<String> file = values.text("--pins");
    if (file.isEmpty()) {
      if (values.given("--pins-format") || values.given("--pins-window")) {
        throw new UsageException("--pins-format and --pins-window need --pins FILE");
      }
      return Optional.empty();
    }
    if (values.flag("--insecure")) {
      throw new UsageException("--pins keeps only what verifies; it excludes --insecure");
    }
    return Optional.of(new WatchSettings.Pins(path("--pins", file.get(), values), format, window));
  }

  private static Path path(String option, String text, OptionValues values) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw values.wrong(option, text, "is not a path on this system");
    }
  }
}
