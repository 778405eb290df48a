package gcert.testing;

import gcert.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the whole command line as a user would see it: inside the test's process, or, where a {@link
 * GcertBinary} is named, the test does not set the time, and a process can be given the words, as
 * that program.
 */
public final class Gcert {
  private final Map<String, String> environment = new HashMap<>(Map.of("GCERT_CONFIG", ""));
  private byte[] input = new byte[0];
  private Optional<Clock> clock = Optional.empty();

  /**
   * What a run came to.
   *
   * @param out standard output
   * @param err standard error, as UTF-8
   * @param took from start to end
   */
  public record Outcome(int code, byte[] out, String err, Duration took) {
    /** Standard output as text. */
    public String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  /** Runs a command line in an environment without any defaults of the user's own. */
  public static Outcome run(String... arguments) {
    return new Gcert().with(arguments);
  }

  /** Sets an environment variable. */
  public Gcert environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets standard input. */
  public Gcert input(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Sets the time. */
  public Gcert clock(Clock told) {
    clock = Optional.of(told);
    return this;
  }

  /** Runs a command line. */
  public Outcome with(String... arguments) {
    List<String> words = List.of(arguments);
    boolean outside = clock.isEmpty() && GcertBinary.takes(words);
    return (outside ? GcertBinary.named() : Optional.<GcertBinary>empty())
        .map(program -> program.run(words, environment, input))
        .orElseGet(() -> inside(arguments));
  }

  private Outcome inside(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long start = System.nanoTime();
    Clock time = clock.orElseGet(Clock::systemUTC);
    int code = Main.run(arguments, new ByteArrayInputStream(input), out, err, environment, time);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Outcome(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8), took);
  }
}
