package gcert.servers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another process does, which nothing announces. */
final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Patience() {}

  /**
   * Returns as soon as something is so.
   *
   * @param otherwise what to say if it is not so after 30 seconds
   */
  static void await(BooleanSupplier condition, Supplier<String> otherwise) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("after " + LIMIT.toSeconds() + " s: " + otherwise.get());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
