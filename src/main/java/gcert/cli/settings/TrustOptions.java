package gcert.cli.settings;

import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.terminal.Session;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which roots are trusted, which name is checked, and at which time. */
public final class TrustOptions {
  /** The sets of roots; none means {@code auto}. */
  public static final Option<List<String>> ROOTS =
      Option.list(
              "--roots",
              "SET",
              new RootSetType(),
              "Trust the roots of SET: auto (the default: Google's bundle, and for hosts that are not"
                  + " Google's the system's roots too), bundled, builtin, system, or a FILE or"
                  + " folder. May be repeated.")
          .briefly("Trust auto, bundled, system, or the roots in a FILE.");

  /** The identity to check. */
  public static final Option<Optional<String>> NAME =
      Option.value(
              "--name",
              "NAME",
              ValueTypes.TEXT,
              "Check this identity, a DNS name or an address. Default: the host.")
          .briefly("Check NAME, not the host.");

  /** The instant to judge by. */
  public static final Option<Optional<Instant>> AT =
      Option.value(
              "--at",
              "TIME",
              ValueTypes.INSTANT,
              "Check as if it were TIME, in UTC: 2026-11-21, 2026-11-21T08:00:00Z. Default: now.")
          .briefly("Check as if it were TIME (2026-11-21).");

  /** A failed check stops nothing. */
  public static final Option<Boolean> INSECURE =
      Option.flag("-k --insecure", "Report problems but continue.");

  /** Warnings are failures. */
  public static final Option<Boolean> STRICT =
      Option.flag(
              "--strict",
              "Treat violations of RFC 5280 and the CA/Browser Forum baseline requirements as failures where they would only be warnings.")
          .briefly("Treat more warnings as failures.");

  /** By what is judged. */
  public static final OptionGroup GROUP =
      new OptionGroup("Trust", ROOTS, NAME, AT, INSECURE, STRICT);

  private TrustOptions() {}

  /** The instant to judge by: {@code --at}, else the session's clock. */
  public static Instant readInstant(OptionValues values, Session session) throws UsageException {
    return values.get(AT).orElseGet(session.clock()::instant);
  }

  /** The identity of {@code --name}. */
  public static Optional<Host> readName(OptionValues values) throws UsageException {
    Optional<String> name = values.get(NAME);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(HostParser.parse(name.get().strip()));
    } catch (MalformedTargetException e) {
      throw new UsageException("--name: " + e.getMessage());
    }
  }
}
