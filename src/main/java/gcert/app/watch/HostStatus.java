package gcert.app.watch;

import gcert.app.ExitCode;
import gcert.failure.Category;
import gcert.trust.requirement.ExpiresWithin.Threshold;
import gcert.watch.PlaceState;
import gcert.watch.view.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How things stand at a place, as far as it is remembered.
 *
 * @param place the place
 * @param status how things stand
 * @param exitCode the exit code that follows
 */
public record HostStatus(PlaceState place, Status status, int exitCode) {

  /**
   * The status of each place.
   *
   * @param threshold from when a certificate expires soon
   * @param at the instant to judge by
   */
  public static List<HostStatus> of(RememberedPlaces remembered, Threshold threshold, Instant at) {
    List<HostStatus> all = new ArrayList<>();
    for (PlaceState place : remembered.places()) {
      if (place.sightings().isEmpty() && place.condition().reach().failures() == 0) {
        // A mail domain that led to other places.
        continue;
      }
      Status status = Status.of(place, remembered.state(), threshold, at);
      all.add(new HostStatus(place, status, code(status.word())));
    }
    return all;
  }

  private static int code(Status.Word word) {
    return switch (word) {
      case OK -> ExitCode.OK;
      case EXPIRING -> ExitCode.EXPIRES_SOON;
      case UNREACHABLE -> Category.NOT_REACHED.exitCode();
      case UNEXPECTED, INVALID -> ExitCode.BAD_CERTIFICATE;
    };
  }
}
