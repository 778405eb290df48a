package gcert.run;

import gcert.failure.InternalFault;
import gcert.target.Target;
import gcert.tls.Observation;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Turns what was thrown while a target was worked on into an outcome of that target, so that it has
 * its place in every report and the others have theirs.
 *
 * @param <T> an outcome
 */
final class Rescue<T> {
  private final VisitHandler<T> work;
  private final Clock clock;

  Rescue(VisitHandler<T> work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  /** Runs a task that completes the outcome of a target, or throws. */
  void run(Target target, CompletableFuture<T> outcome, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      complete(outcome, () -> instead(target, e), e);
    }
  }

  /** Runs a task that completes all outcomes of a target, or throws. */
  void runAll(Target target, CompletableFuture<List<T>> outcomes, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      complete(outcomes, () -> List.of(instead(target, e)), e);
    }
  }

  /** The outcome of an observation. Where making it throws, nothing that was seen is in it. */
  T outcome(Observation seen) {
    try {
      return work.outcome(seen);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return work.outcome(seen.reducedTo(InternalFault.of(e)));
    }
  }

  private T instead(Target target, Throwable bug) {
    return work.outcome(Observation.without(target, clock.instant(), InternalFault.of(bug)));
  }

  /** Where not even that can be made an outcome, the bug ends up where the outcome is awaited. */
  private static <V> void complete(CompletableFuture<V> future, Supplier<V> value, Throwable bug) {
    if (future.isDone()) {
      return;
    }
    try {
      future.complete(value.get());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      bug.addSuppressed(e);
      future.completeExceptionally(bug);
    }
  }
}
