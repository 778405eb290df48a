package gcert.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns logging on and off. SLF4J finds its backend once for the whole process, so the switch is
 * one for the process too; it is off until somebody turns it on.
 */
public final class LogSwitch {
  private static volatile @Nullable Consumer<String> sink;

  private LogSwitch() {}

  /**
   * Turns logging on, for all that anybody logs, down to the level DEBUG.
   *
   * @param lines takes one line at a time, without its end and without control characters; called
   *     from any thread
   */
  public static void on(Consumer<String> lines) {
    sink = lines;
  }

  /** Turns logging off. */
  public static void off() {
    sink = null;
  }

  static boolean isOn() {
    return sink != null;
  }

  static void write(String line) {
    Consumer<String> lines = sink;
    if (lines != null) {
      lines.accept(line);
    }
  }
}
