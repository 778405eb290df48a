package gcert.run;

import java.time.Duration;

/** How busy this process keeps the processors. Used by one thread. */
final class ProcessorTime {
  /** Half of all: servers and whatever else there is have to have the rest. */
  private static final double BUSY = 0.5;

  /** Shorter spans say nothing where the system counts in hundredths of a second. */
  private static final Duration SPAN = Duration.ofMillis(200);

  private final int processors = Runtime.getRuntime().availableProcessors();
  private long begun = System.nanoTime();
  private Duration usedBefore = used();
  private boolean busy = true;

  /**
   * Whether more than half of the time of all processors was used in the last span that was
   * measured. Until the first is over it is; where the system does not tell, it never is.
   */
  boolean busy() {
    long now = System.nanoTime();
    long span = now - begun;
    if (span >= SPAN.toNanos()) {
      Duration used = used();
      busy = used.minus(usedBefore).toNanos() > BUSY * span * processors;
      usedBefore = used;
      begun = now;
    }
    return busy;
  }

  private static Duration used() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
