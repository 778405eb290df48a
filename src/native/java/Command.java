import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the programs that a build needs, and stops the build when one fails. */
final class Command {
  private Command() {}

  /** What a program prints. */
  static String output(Path folder, List<String> words) {
    return run(new ProcessBuilder(words).directory(folder.toFile()), words, true);
  }

  /** Lets a program print what it does for as long as it takes. */
  static void show(Path folder, Map<String, String> environment, List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().putAll(environment);
    run(builder.redirectOutput(ProcessBuilder.Redirect.INHERIT), words, false);
  }

  private static String run(ProcessBuilder builder, List<String> words, boolean captured) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      String said =
          captured
              ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              : "";
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            String.join(" ", shortened(words)) + " ended with " + code + "\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException(
          words.get(0) + " does not start; it is needed for a native image (gcc and binutils)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> shortened(List<String> words) {
    List<String> shown = new ArrayList<>(words.subList(0, Math.min(8, words.size())));
    if (shown.size() < words.size()) {
      shown.add("…");
    }
    return shown;
  }
}
