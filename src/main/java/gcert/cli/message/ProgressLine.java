package gcert.cli.message;

import gcert.app.bulk.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How far a long run has got, in one line of the terminal that is overwritten and in the end
 * erased. Nothing is shown during the first two seconds.
 */
public final class ProgressLine implements Progress {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final int USUAL_COLUMNS = 80;

  private final Messages messages;
  private final Optional<Supplier<OptionalInt>> columns;
  private final OptionalInt visits;
  private final long begin = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private Optional<Thread> thread = Optional.empty();

  private ProgressLine(
      Messages messages, Optional<Supplier<OptionalInt>> columns, OptionalInt visits) {
    this.messages = messages;
    this.columns = columns;
    this.visits = visits;
  }

  /**
   * One on a terminal.
   *
   * @param columns how wide the terminal is; asked once the run proves to be long
   * @param visits how many visits each target leads to; empty when that differs
   */
  public static ProgressLine on(
      Messages messages, Supplier<OptionalInt> columns, OptionalInt visits) {
    return new ProgressLine(messages, Optional.of(columns), visits);
  }

  /** One that nobody wants to see. */
  public static ProgressLine hidden(Messages messages) {
    return new ProgressLine(messages, Optional.empty(), OptionalInt.empty());
  }

  @Override
  public void begin(Position position) {
    if (columns.isPresent()) {
      Supplier<OptionalInt> width = columns.get();
      Thread showing = new Thread(() -> show(position, width), "gcert-progress");
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

  private void show(Position position, Supplier<OptionalInt> width) {
    try {
      Thread.sleep(PATIENCE.toMillis());
      int room = width.get().orElse(USUAL_COLUMNS) - 1;
      while (!Thread.currentThread().isInterrupted()) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        long visited = done.get();
        OptionalLong total = total(position);
        double fraction =
            total.isPresent()
                ? Math.min(1, (double) visited / Math.max(1, total.getAsLong()))
                : fraction(position, visited);
        String line = text(visited, total, failed.get(), seconds, fraction);
        messages.status(line.substring(0, Math.min(line.length(), Math.max(0, room))));
        Thread.sleep(INTERVAL.toMillis());
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  private OptionalLong total(Position position) {
    OptionalLong targets = visits.isPresent() ? position.targets() : OptionalLong.empty();
    return targets.isPresent()
        ? OptionalLong.of(targets.getAsLong() * visits.getAsInt())
        : OptionalLong.empty();
  }

  /** Which part of a list that cannot be counted is done, 0 when that is not known. */
  private static double fraction(Position position, long done) {
    long read = position.entries();
    long size = position.size().orElse(0);
    if (size == 0 || read == 0) {
      return 0;
    }
    double reached = (double) position.octets() / size;
    return reached * Math.min(1, (double) done / read);
  }

  /**
   * The line: {@code 12 of 500 done, 8/s, 2 failed, about 60 s left}.
   *
   * @param done how many visits were made
   * @param total how many there will be; empty when that is not known, and then not said
   * @param fraction which part of the run is done, 0 when that is not known
   */
  public static String text(
      long done, OptionalLong total, long failed, double seconds, double fraction) {
    StringBuilder line = new StringBuilder().append(done);
    if (total.isPresent() && total.getAsLong() >= done) {
      line.append(" of ").append(total.getAsLong());
    }
    line.append(" done, ").append(Math.round(done / seconds)).append("/s");
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
