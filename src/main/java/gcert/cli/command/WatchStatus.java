package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.TrustOptions;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.trust.requirement.ExpiresWithin.Threshold;
import gcert.watch.PlaceState;
import gcert.watch.Status;
import gcert.watch.StatusLines;
import java.time.Instant;

/** {@code gcert watch --status}: how things stand now, as far as it is remembered. */
final class WatchStatus {
  private static final int NOT_REACHED = 3;

  private WatchStatus() {}

  static int print(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    boolean json = WatchOptions.readJson(values);
    Threshold threshold = WatchOptions.readThreshold(values);
    Instant at = TrustOptions.readInstant(values, session);
    Remembered remembered = Remembered.read(values, session.environment());
    int worst = ExitCode.OK;
    for (PlaceState place : remembered.places()) {
      if (place.sightings().isEmpty() && place.condition().reach().failures() == 0) {
        // A mail domain that led to other places.
        continue;
      }
      Status status = Status.of(place, remembered.state(), threshold, at);
      int code = code(status.word());
      worst = ExitCode.worse(worst, code);
      session
          .out()
          .write(json ? StatusLines.json(place, status, code) : StatusLines.text(place, status));
    }
    return worst;
  }

  private static int code(Status.Word word) {
    return switch (word) {
      case OK -> ExitCode.OK;
      case EXPIRING -> ExitCode.EXPIRES_SOON;
      case UNREACHABLE -> NOT_REACHED;
      case UNEXPECTED, INVALID -> ExitCode.BAD_CERTIFICATE;
    };
  }
}
