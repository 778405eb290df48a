package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.watch.RememberedPlaces;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.watch.PlaceState;
import gcert.watch.view.HistoryJson;
import gcert.watch.view.HistoryPage;
import gcert.watch.view.HistoryText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code gcert watch --history}: what is remembered of hosts, drawn, as JSON or as a page. */
public final class WatchHistory {
  private WatchHistory() {}

  public static int print(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    if (values.get(WatchOptions.FORMAT) == WatchOptions.Format.HTML) {
      RememberedPlaces remembered = Remembered.read(values, session);
      session
          .out()
          .write(
              HistoryPage.of(remembered.places(), remembered.state(), session.clock().instant()));
      return ExitCode.OK;
    }
    boolean json = WatchOptions.readJson(values);
    RememberedPlaces remembered = Remembered.read(values, session);
    int columns = LayoutOptions.columns(session);
    HistoryText drawing =
        drawsBlocks(session.environment())
            ? HistoryText.blocks(columns)
            : HistoryText.ascii(columns);
    for (PlaceState place : remembered.places()) {
      session
          .out()
          .write(
              json
                  ? HistoryJson.line(place, remembered.state())
                  : drawing.of(place).getBytes(StandardCharsets.UTF_8));
    }
    return ExitCode.OK;
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
