package gcert.cli.message;

import gcert.app.TargetSource;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a long run has got, in one line of the terminal that is overwritten and in the end
 * erased. Nothing is shown during the first two seconds.
 */
public final class ProgressLine {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final Messages messages;
  private final TargetSource source;
  private final OptionalLong listSize;
  private final long begin = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread = new Thread(this::show, "gcert-progress");

  /**
   * Makes one.
   *
   * @param listSize the octets of the whole list; empty when they are not known
   */
  public ProgressLine(Messages messages, TargetSource source, OptionalLong listSize) {
    this.messages = messages;
    this.source = source;
    this.listSize = listSize;
    thread.setDaemon(true);
  }

  /** Begins to show it. */
  public void start() {
    thread.start();
  }

  /** Counts a visit. */
  public void count(boolean holds) {
    done.incrementAndGet();
    if (!holds) {
      failed.incrementAndGet();
    }
  }

  /** Ends it and erases the line. Doing so again does nothing. */
  public void stop() {
    thread.interrupt();
    messages.status("");
  }

  private void show() {
    try {
      Thread.sleep(PATIENCE.toMillis());
      while (!Thread.currentThread().isInterrupted()) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        messages.status(text(done.get(), failed.get(), seconds, fraction()));
        Thread.sleep(INTERVAL.toMillis());
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  /** Which part of the list is done, 0 when that is not known. */
  private double fraction() {
    long read = source.read();
    if (listSize.isEmpty() || listSize.getAsLong() == 0 || read == 0) {
      return 0;
    }
    double reached = (double) source.octets() / listSize.getAsLong();
    return reached * Math.min(1, (double) done.get() / read);
  }

  /** The line: {@code 1234 done, 512/s, 13 failed, about 17 s left}. */
  public static String text(long done, long failed, double seconds, double fraction) {
    StringBuilder line = new StringBuilder();
    line.append(done).append(" done, ").append(Math.round(done / seconds)).append("/s");
    line.append(", ").append(failed).append(" failed");
    if (fraction > 0) {
      long left = Math.round(seconds * (1 - fraction) / fraction);
      line.append(", about ").append(spoken(left)).append(" left");
    }
    return line.toString();
  }

  private static String spoken(long seconds) {
    if (seconds < 90) {
      return seconds + " s";
    }
    return seconds < 5400 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
