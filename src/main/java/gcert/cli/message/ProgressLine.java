package gcert.cli.message;

import gcert.app.bulk.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a long run has got, in one line of the terminal that is overwritten and in the end
 * erased. Nothing is shown during the first two seconds.
 */
public final class ProgressLine implements Progress {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final Messages messages;
  private final boolean shown;
  private final long begin = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private Optional<Thread> thread = Optional.empty();

  /**
   * Makes one.
   *
   * @param shown whether there is a terminal to show it on, and somebody who wants to see it
   */
  public ProgressLine(Messages messages, boolean shown) {
    this.messages = messages;
    this.shown = shown;
  }

  @Override
  public void begin(Position position) {
    if (shown) {
      Thread showing = new Thread(() -> show(position), "gcert-progress");
      showing.setDaemon(true);
      showing.start();
      thread = Optional.of(showing);
    }
  }

  @Override
  public void count(boolean holds) {
    done.incrementAndGet();
    if (!holds) {
      failed.incrementAndGet();
    }
  }

  /** Erases the line. */
  @Override
  public void end() {
    thread.ifPresent(Thread::interrupt);
    messages.status("");
  }

  private void show(Position position) {
    try {
      Thread.sleep(PATIENCE.toMillis());
      while (!Thread.currentThread().isInterrupted()) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        messages.status(text(done.get(), failed.get(), seconds, fraction(position)));
        Thread.sleep(INTERVAL.toMillis());
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  /** Which part of the list is done, 0 when that is not known. */
  private double fraction(Position position) {
    long read = position.entries();
    long size = position.size().orElse(0);
    if (size == 0 || read == 0) {
      return 0;
    }
    double reached = (double) position.octets() / size;
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
