package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.watch.HostStatus;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.TrustOptions;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.trust.requirement.ExpiresWithin.Threshold;
import gcert.watch.view.StatusLines;
import java.time.Instant;

/** {@code gcert watch --status}: how things stand now, as far as it is remembered. */
final class WatchStatus {
  private WatchStatus() {}

  static int print(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    boolean json = WatchOptions.readJson(values);
    Threshold threshold = WatchOptions.readThreshold(values);
    Instant at = TrustOptions.readInstant(values, session);
    int worst = ExitCode.OK;
    for (HostStatus host : HostStatus.of(Remembered.read(values, session), threshold, at)) {
      worst = ExitCode.worse(worst, host.exitCode());
      session
          .out()
          .write(
              json
                  ? StatusLines.json(host.place(), host.status(), host.exitCode())
                  : StatusLines.text(host.place(), host.status()));
    }
    return worst;
  }
}
