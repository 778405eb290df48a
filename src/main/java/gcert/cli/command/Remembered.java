package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.app.watch.RememberedPlaces;
import gcert.cli.message.Messages;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what is remembered of the hosts that the user names. */
final class Remembered {
  private Remembered() {}

  /**
   * Reads it.
   *
   * @throws UsageException when none of the hosts named was ever watched
   * @throws LocalFaultException when there is no state, or it is damaged
   */
  static RememberedPlaces read(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    Path folder = WatchOptions.readState(values, session.environment());
    RememberedPlaces remembered = RememberedPlaces.read(folder, readHosts(values.parameters()));
    if (remembered.places().isEmpty()) {
      throw new UsageException(
          Messages.printable(folder.toString()) + ": no such host was ever watched");
    }
    return remembered;
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
