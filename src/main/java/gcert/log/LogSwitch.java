package gcert.log;

import java.util.function.Consumer;

/**
 * Turns logging on and off. SLF4J finds its backend once for the whole process, so the switch is
 * one for the process too; it is off until somebody turns it on.
 */
public final class LogSwitch {
  private static volatile Setting setting = new Setting(Extent.NOTHING, line -> {});

  private LogSwitch() {}

  /** How much is logged. */
  public enum Extent {
    /** Nothing. */
    NOTHING,
    /** The dialogues with servers. */
    DIALOGUE,
    /** All that is logged by anybody, down to the level DEBUG. */
    EVERYTHING
  }

  private record Setting(Extent extent, Consumer<String> sink) {}

  /**
   * Turns logging on.
   *
   * @param sink takes one line at a time, without its end and without control characters; called
   *     from any thread
   */
  public static void on(Extent extent, Consumer<String> sink) {
    setting = new Setting(extent, sink);
  }

  /** Turns logging off. */
  public static void off() {
    setting = new Setting(Extent.NOTHING, line -> {});
  }

  static Extent extent() {
    return setting.extent();
  }

  static void write(String line) {
    setting.sink().accept(line);
  }
}
