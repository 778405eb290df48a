package gcert.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that was built, in place of the classes: the environment variable {@code GCERT_BINARY}
 * names it, and then every test that starts gcert starts that. So the same tests hold the native
 * image to what they hold the classes to.
 */
public final class GcertBinary {
  private static final String VARIABLE = "GCERT_BINARY";
  private static final long PATIENCE_SECONDS = 120;

  private final Path file;

  private GcertBinary(Path file) {
    this.file = file;
  }

  /** The program that the tests are to start, if one is named. */
  public static Optional<GcertBinary> named() {
    String name = System.getenv(VARIABLE);
    if (name == null || name.isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(name).toAbsolutePath();
    if (!Files.isExecutable(file)) {
      throw new IllegalStateException(VARIABLE + ": " + file + " is no program");
    }
    return Optional.of(new GcertBinary(file));
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /**
   * Whether these words get to a process as they are: it has none with a NUL in it, and the JVM
   * turns what its own encoding has not into question marks.
   */
  static boolean takes(List<String> arguments) {
    Charset encoding = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    return arguments.stream()
        .allMatch(word -> word.indexOf(0) < 0 && encoding.newEncoder().canEncode(word));
  }

  /** Runs a command line to its end, with those variables and the path only. */
  Gcert.Outcome run(List<String> arguments, Map<String, String> environment, byte[] input) {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    try {
      Process process = builder.start();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      List<Thread> threads =
          List.of(
              thread(() -> process.getInputStream().transferTo(out)),
              thread(() -> process.getErrorStream().transferTo(err)),
              thread(() -> feed(process, input)));
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " still runs after " + PATIENCE_SECONDS + " s");
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      for (Thread thread : threads) {
        thread.join();
      }
      return new Gcert.Outcome(
          process.exitValue(), out.toByteArray(), err.toString(StandardCharsets.UTF_8), took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void feed(Process process, byte[] input) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
  }

  private interface Copying {
    void copy() throws IOException;
  }

  /** A pipe that the program closed early has taken what it wanted. */
  private static Thread thread(Copying copying) {
    Thread thread =
        new Thread(
            () -> {
              try {
                copying.copy();
              } catch (IOException e) {
                return;
              }
            });
    thread.start();
    return thread;
  }
}
