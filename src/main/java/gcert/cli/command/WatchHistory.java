package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import gcert.watch.HistoryJson;
import gcert.watch.HistoryText;
import gcert.watch.PlaceState;
import gcert.watch.StateException;
import gcert.watch.StateFolder;
import gcert.watch.WatchState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** {@code gcert watch --history}: what is remembered of hosts, drawn or as JSON. */
public final class WatchHistory {
  private WatchHistory() {}

  public static int print(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    boolean json = values.get(WatchOptions.FORMAT) == WatchOptions.Format.JSON;
    Path folder = WatchOptions.readState(values, session.environment());
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
      HistoryText drawing =
          drawsBlocks(session.environment()) ? HistoryText.blocks() : HistoryText.ascii();
      for (PlaceState place : places) {
        session
            .out()
            .write(
                json
                    ? HistoryJson.line(place, state)
                    : drawing.of(place).getBytes(StandardCharsets.UTF_8));
      }
      return ExitCode.OK;
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

  /** Whether the locale's character set has block characters: the variables of POSIX, in order. */
  private static boolean drawsBlocks(Map<String, String> environment) {
    for (String variable : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        String set = value.toUpperCase(Locale.ROOT);
        return set.endsWith("UTF-8") || set.endsWith("UTF8");
      }
    }
    return false;
  }
}
