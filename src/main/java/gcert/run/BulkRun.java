package gcert.run;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One run over a list of targets. Used once.
 *
 * @param <T> an outcome
 */
public final class BulkRun<T> {
  private static final long LOOK_UP_MILLIS = 100;

  /** A farewell takes two seconds at most. */
  private static final Duration FAREWELLS = Duration.ofMillis(2500);

  private final VisitHandler<T> work;
  private final Workers workers;
  private final Explorer<T> explorer;
  private final Window window = new Window();
  private final LinkedBlockingQueue<Slot<T>> slots = new LinkedBlockingQueue<>();
  private volatile boolean stopped;
  private volatile @Nullable Throwable sourceFailure;

  /**
   * Prepares a run.
   *
   * @param context with what servers are visited
   * @param expansion what each target stands for
   * @param limits how much is done at once
   * @param random makes waits uneven
   * @param work what is done with what was seen
   */
  public BulkRun(
      VisitContext context,
      Expansion expansion,
      Limits limits,
      RandomGenerator random,
      VisitHandler<T> work) {
    this.work = work;
    this.workers = new Workers(limits.jobs(), limits.spare());
    this.explorer = new Explorer<>(context, expansion, limits, new Backoff(random), workers, work);
  }

  /** An entry and what will come of it; without an entry, the end of the list. */
  private record Slot<T>(Optional<TargetEntry> entry, CompletableFuture<List<T>> outcomes) {}

  /**
   * Visits everything in a list, and hands on what comes of it in the order of the list.
   *
   * @param entries the list; read by a thread of its own, no further ahead than the window is wide
   * @return whether the end of the list was reached; false after {@link #stop}
   * @throws X when the sink throws it
   */
  public <X extends Exception> boolean run(Iterator<TargetEntry> entries, OutcomeSink<T, X> sink)
      throws X {
    Thread feeder = new Thread(() -> feed(entries), "gcert-feeder");
    feeder.setDaemon(true);
    feeder.start();
    boolean gap = false;
    try {
      while (true) {
        Optional<Slot<T>> next = next();
        if (next.isEmpty()) {
          return false;
        }
        Slot<T> slot = next.get();
        if (slot.entry().isEmpty()) {
          rethrow();
          if (!stopped) {
            workers.finish(FAREWELLS);
          }
          return !stopped;
        }
        if (!isDone(slot)) {
          // Stopped; what is behind it may still be done.
          gap = true;
          continue;
        }
        if (gap && slot.entry().get() instanceof TargetEntry.Bad) {
          // Its turn had not come: it was read ahead, and nothing was done about it.
          continue;
        }
        deliver(slot.entry().get(), slot.outcomes(), sink);
      }
    } finally {
      stopped = true;
      feeder.interrupt();
      workers.close();
    }
  }

  /**
   * Ends the run soon: nothing more is begun, what is done already is handed on, and {@link #run}
   * returns. May be called by any thread.
   */
  public void stop() {
    stopped = true;
  }

  private void feed(Iterator<TargetEntry> entries) {
    try {
      while (!stopped && entries.hasNext()) {
        TargetEntry entry = entries.next();
        window.enter();
        CompletableFuture<List<T>> outcomes =
            entry instanceof TargetEntry.Wanted wanted
                ? explorer.explore(wanted.target())
                : CompletableFuture.completedFuture(List.of());
        var unused =
            outcomes.whenComplete(
                (list, bug) -> {
                  if (list != null) {
                    window.fill(size(list));
                  }
                });
        slots.add(new Slot<>(Optional.of(entry), outcomes));
      }
    } catch (InterruptedException e) {
      return;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // A run that ends here must not look whole.
      sourceFailure = e;
    } finally {
      slots.add(new Slot<>(Optional.empty(), CompletableFuture.completedFuture(List.of())));
    }
  }

  /** The next slot, done unless the run was stopped; empty when it was and there is none. */
  private Optional<Slot<T>> next() {
    try {
      Slot<T> slot = null;
      while (slot == null) {
        slot = slots.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        if (slot == null && stopped) {
          return Optional.empty();
        }
      }
      while (!stopped && !slot.outcomes().isDone()) {
        await(slot.outcomes());
      }
      return Optional.of(slot);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
      return Optional.empty();
    }
  }

  private static void await(CompletableFuture<?> outcomes) throws InterruptedException {
    try {
      outcomes.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      // The caller looks for itself.
      return;
    }
  }

  private boolean isDone(Slot<T> slot) {
    return slot.outcomes().isDone();
  }

  private <X extends Exception> void deliver(
      TargetEntry entry, CompletableFuture<List<T>> outcomes, OutcomeSink<T, X> sink) throws X {
    List<T> list;
    try {
      list = outcomes.get();
    } catch (ExecutionException e) {
      window.leave(0);
      Throwable cause = e.getCause();
      sink.broken(entry, cause == null ? e : cause);
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
      return;
    }
    window.leave(size(list));
    sink.accept(entry, list);
  }

  private long size(List<T> outcomes) {
    long size = 0;
    for (T outcome : outcomes) {
      size += work.size(outcome);
    }
    return size;
  }

  private void rethrow() {
    Throwable failure = sourceFailure;
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }
}
