package gcert.recipes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bash that is typed into. */
final class Shell implements AutoCloseable {
  private static final String MARK = "\u0001";

  private final Process process;
  private final Writer keyboard;
  private final BufferedReader screen;

  /** What a command printed, on both streams, and its exit code. */
  record Outcome(List<String> lines, int code) {
    Outcome {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Starts it.
   *
   * @param command the words that do
   * @param folder where
   * @param environment all that it knows of
   */
  Shell(List<String> command, Path folder, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
    keyboard = process.outputWriter(StandardCharsets.UTF_8);
    screen = process.inputReader(StandardCharsets.UTF_8);
    keyboard.write("status=0\n");
  }

  /** Types a command and waits for its end. */
  Outcome type(String command) throws IOException {
    String quoted = "'" + command.replace("'", "'\\''") + "'";
    keyboard.write(
        "(exit $status); eval "
            + quoted
            + " </dev/null; status=$?; "
            + "printf '\\n\\001%s\\n' $status\n");
    keyboard.flush();
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = screen.readLine();
      if (line == null) {
        throw new IOException("the shell ended; it had printed " + lines);
      }
      if (line.startsWith(MARK)) {
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
          lines.remove(lines.size() - 1);
        }
        return new Outcome(lines, Integer.parseInt(line.substring(1)));
      }
      lines.add(line);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
