package gcert.app.watch;

import gcert.app.LocalFaultException;
import gcert.failure.Escaped;
import gcert.watch.PlaceState;
import gcert.watch.StateException;
import gcert.watch.StateFolder;
import gcert.watch.WatchState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the runs of {@code gcert watch} remember, read without visiting anybody.
 *
 * @param state all of it
 * @param places the places of the hosts named; all where none is
 */
public record RememberedPlaces(WatchState state, List<PlaceState> places) {

  /**
   * Reads it.
   *
   * @param folder the state
   * @param hosts the names of hosts as their places have them; none means all
   * @throws LocalFaultException when there is no state, or it is damaged
   */
  public static RememberedPlaces read(Path folder, Set<String> hosts) throws LocalFaultException {
    if (!Files.isDirectory(folder)) {
      throw new LocalFaultException(
          Escaped.of(folder.toString()) + ": no such state; 'gcert watch HOST' creates it");
    }
    try {
      WatchState state = StateFolder.read(folder);
      List<PlaceState> places =
          state.places().stream()
              .filter(place -> hosts.isEmpty() || hosts.contains(place.place().host()))
              .toList();
      return new RememberedPlaces(state, places);
    } catch (StateException e) {
      throw new LocalFaultException(Escaped.of(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw WatchRun.fault(folder, e);
    }
  }
}
