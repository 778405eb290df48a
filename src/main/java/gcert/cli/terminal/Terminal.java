package gcert.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** What is known of the terminal that the process was started from. */
public final class Terminal {
  private static final int STANDARD_INPUT = 0;
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;
  private static final long PATIENCE_MILLIS = 500;

  private Terminal() {}

  /** Whether the process's standard output goes to a terminal. */
  public static boolean showsOutput() {
    return isTerminal(STANDARD_OUTPUT);
  }

  /** Whether the process's standard error goes to a terminal. */
  public static boolean showsMessages() {
    return isTerminal(STANDARD_ERROR);
  }

  /** The terminal to ask a person on; empty when nobody sits there. */
  public static Optional<Console> toAskOn() {
    return isTerminal(STANDARD_INPUT) ? console() : Optional.empty();
  }

  /** How many columns the terminal has; empty when it does not tell. */
  public static OptionalInt columns() {
    // Java has no call for this, and COLUMNS is a variable that shells seldom export.
    ProcessBuilder stty =
        new ProcessBuilder("stty", "size")
            .redirectInput(new File("/dev/tty"))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = stty.start();
      if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return OptionalInt.empty();
      }
      String size = new String(process.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
      int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1).strip());
      return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return console().isPresent();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // From JDK 22 to 24 it may be there without a terminal.
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console());
  }
}
