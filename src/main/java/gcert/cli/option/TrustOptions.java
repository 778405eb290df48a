package gcert.cli.option;

import gcert.cli.terminal.Session;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Which roots are trusted, which name is checked, and at which time. */
public final class TrustOptions {
  private TrustOptions() {}

  public static void declare(CommandSpec spec) {
    new OptionGroup("Trust", 40)
        .list(
            "--roots",
            "SET",
            "Trust the roots of SET: bundled (the default), builtin, system, or a FILE. May be"
                + " repeated.")
        .value(
            "--name",
            "NAME",
            "The identity to check, a DNS name or an address. Default: the host named.")
        .value(
            "--at",
            "TIME",
            "Judge as if it were TIME, in UTC: 2026-11-21, 2026-11-21T08:00:00Z. Default: now.")
        .flag("-k --insecure", "Say what is wrong, and go on.")
        .flag(
            "--strict",
            "Fail on breaches of RFC 5280 and the baseline requirements that are warnings"
                + " otherwise.")
        .addTo(spec);
  }

  /** The instant to judge by: {@code --at}, else the session's clock. */
  public static Instant readInstant(OptionValues values, Session session) throws UsageException {
    Optional<String> at = values.text("--at");
    if (at.isEmpty()) {
      return session.clock().instant();
    }
    return InstantText.parse(at.get())
        .orElseThrow(
            () ->
                values.wrong(
                    "--at", at.get(), "is not a time such as 2026-11-21 or 2026-11-21T08:00:00Z"));
  }

  /** The identity of {@code --name}. */
  public static Optional<Host> readName(OptionValues values) throws UsageException {
    Optional<String> name = values.text("--name");
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
