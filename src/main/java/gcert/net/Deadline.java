package gcert.net;

import java.time.Duration;

/** One budget of time for a whole exchange, measured on a monotonic clock. Immutable. */
public final class Deadline {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final Ticker ticker;
  private final long end;
  private final Duration budget;

  private Deadline(Ticker ticker, long end, Duration budget) {
    this.ticker = ticker;
    this.end = end;
    this.budget = budget;
  }

  /** A deadline {@code budget} from now. */
  public static Deadline after(Duration budget, Ticker ticker) {
    return new Deadline(ticker, ticker.nanos() + nanosOf(budget), budget);
  }

  /** A deadline {@code budget} from a moment that was {@code spent} ago. */
  public static Deadline after(Duration budget, Duration spent, Ticker ticker) {
    return new Deadline(ticker, ticker.nanos() + nanosOf(budget) - nanosOf(spent), budget);
  }

  /** The earlier of this deadline and {@code limit} from now. */
  public Deadline within(Duration limit) {
    long left = nanosLeft();
    long nanos = nanosOf(limit);
    return nanos < left ? new Deadline(ticker, ticker.nanos() + nanos, limit) : this;
  }

  /** What was granted when the deadline was set; for messages. */
  public Duration budget() {
    return budget;
  }

  /** Whether the time is up. */
  public boolean expired() {
    return nanosLeft() <= 0;
  }

  /** The nanoseconds left; zero or negative when the time is up. */
  public long nanosLeft() {
    return end - ticker.nanos();
  }

  /**
   * The milliseconds left, rounded up so that a wait of that length never ends early; 0 only when
   * the time is up. Fit for {@link java.net.Socket#setSoTimeout} after a test for 0, which means
   * "for ever" there.
   */
  public int millisLeft() {
    long nanos = nanosLeft();
    if (nanos <= 0) {
      return 0;
    }
    long millis = (nanos - 1) / NANOS_PER_MILLI + 1;
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /** A span as messages name it: {@code 30 s}, {@code 1.5 s}, {@code 250 ms}. */
  public static String spoken(Duration span) {
    long millis = span.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis % 1000 == 0) {
      return millis / 1000 + " s";
    }
    return millis / 1000 + "." + (millis % 1000) / 100 + " s";
  }

  private static long nanosOf(Duration span) {
    // Differences of nanoTime are only meaningful below 2^63 ns; a year is for ever here.
    Duration year = Duration.ofDays(365);
    return span.compareTo(year) > 0 ? year.toNanos() : span.toNanos();
  }
}
