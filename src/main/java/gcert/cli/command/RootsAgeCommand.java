package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.roots.ExpiringRoots;
import gcert.app.roots.RootSetSummary;
import gcert.certificate.Certificate;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RootsOptions;
import gcert.cli.terminal.Session;
import gcert.report.Layout;
import gcert.report.RootsReport;
import gcert.trust.AnchorStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** {@code gcert roots age}: how old the set is, and which of its roots are at their end. */
public final class RootsAgeCommand implements Command {
  private static final Option<Duration> WITHIN =
      Option.value(
          "--within", "TIME", ValueTypes.DURATION, "90d", "Report roots that expire within TIME.");

  private static final Option<Optional<Instant>> AT =
      Option.value(
          "--at",
          "TIME",
          ValueTypes.INSTANT,
          "Count from TIME (UTC), such as 2026-11-21. Default: now.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "roots age", "Show how old the root set is and which roots have expired or soon will.")
        .options(RootsOptions.GROUP.and(WITHIN, AT), LayoutOptions.GROUP, OutputOptions.MESSAGES)
        .example("gcert roots age --within 180d", "Report roots that expire within half a year")
        .exit(0, "No root expires within the time.")
        .exit(6, "A root has expired or soon will.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    Duration within = values.get(WITHIN);
    if (within.compareTo(Duration.ofDays(1)) < 0) {
      throw values.wrong(
          WITHIN, within.toSeconds() + "s", "is less than a day; write a number of days as 14d");
    }
    Instant now = values.get(AT).orElseGet(session.clock()::instant);
    Layout layout = LayoutOptions.read(values, session);
    AnchorStore store = RootsOptions.read(values, session);
    List<Certificate> ending = ExpiringRoots.of(store, now, within);
    RootSetSummary summary = RootSetSummary.of(store);
    StringBuilder text = new StringBuilder();
    text.append(layout.text(summary.text()));
    text.append(summary.taken().map(day -> ago(day, now)).orElse("")).append('\n');
    if (ending.isEmpty()) {
      text.append("none expires within ").append(within.toDays()).append(" days\n");
    } else {
      text.append("expired, or expires within ").append(within.toDays()).append(" days:\n");
      text.append(new RootsReport(layout).list(ending, "  "));
    }
    session.out().write(text.toString());
    return ending.isEmpty() ? ExitCode.OK : ExitCode.EXPIRES_SOON;
  }

  private static String ago(LocalDate day, Instant now) {
    long days = ChronoUnit.DAYS.between(day, now.atZone(ZoneOffset.UTC).toLocalDate());
    return days == 1 ? " (1 day ago)" : days < 0 ? "" : " (" + days + " days ago)";
  }
}
