package gcert.net;

/** A monotonic time source, as {@link System#nanoTime()}: good for differences only. */
@FunctionalInterface
public interface Ticker {

  /** The current reading in nanoseconds from an arbitrary origin. */
  long nanos();

  /** The system's monotonic clock. */
  static Ticker system() {
    return System::nanoTime;
  }
}
