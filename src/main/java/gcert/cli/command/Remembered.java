package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.WatchOptions;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import gcert.watch.PlaceState;
import gcert.watch.StateException;
import gcert.watch.StateFolder;
import gcert.watch.WatchState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the runs of {@code gcert watch} remember, read without visiting anybody.
 *
 * @param state all of it
 * @param places the places of the hosts named; all where none is
 */
record Remembered(WatchState state, List<PlaceState> places) {

  /**
   * Reads it.
   *
   * @throws UsageException when none of the hosts named was ever watched
   * @throws LocalFaultException when there is no state, or it is damaged
   */
  static Remembered read(OptionValues values, Map<String, String> environment)
      throws UsageException, LocalFaultException {
    Path folder = WatchOptions.readState(values, environment);
    Set<String> hosts = readHosts(values.parameters());
    if (!Files.isDirectory(folder)) {
      throw new LocalFaultException(
          Messages.printable(folder.toString())
              + ": there is no such state; 'gcert watch HOST' makes it");
    }
    try {
      WatchState state = StateFolder.read(folder);
      List<PlaceState> places =
          state.places().stream()
              .filter(place -> hosts.isEmpty() || hosts.contains(place.place().host()))
              .toList();
      if (places.isEmpty()) {
        throw new UsageException(
            Messages.printable(folder.toString()) + ": no such host was ever watched");
      }
      return new Remembered(state, places);
    } catch (StateException e) {
      throw new LocalFaultException(Messages.printable(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw WatchRun.fault(folder, e);
    }
  }

  private static Set<String> readHosts(List<String> texts) throws UsageException {
    TargetParser parser = new TargetParser(OptionalInt.empty());
    Set<String> hosts = new HashSet<>();
    for (String text : texts) {
      try {
        if (!(parser.parse(text) instanceof ServerTarget server)) {
          throw new UsageException("watch takes servers, not files");
        }
        hosts.add(server.host().text());
      } catch (MalformedTargetException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      }
    }
    return hosts;
  }
}
