package gcert.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Does a handful of tasks at the same time, so that one that is silent holds up no other. */
public final class Together {
  private static final int AT_ONCE = 16;

  private Together() {}

  /**
   * What the tasks make, in their order; at most 16 run at a time, on daemon threads.
   *
   * @param name what the threads are called
   * @throws IllegalStateException when a task throws, or the thread is interrupted
   */
  public static <T> List<T> all(String name, List<Callable<T>> tasks) {
    return all(name, AT_ONCE, tasks);
  }

  /**
   * The same with another bound.
   *
   * @param atOnce how many run at a time, at least 1; the first ones are begun first
   */
  public static <T> List<T> all(String name, int atOnce, List<Callable<T>> tasks) {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(atOnce, tasks.size())),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    List<T> made = new ArrayList<>();
    try {
      for (Future<T> one : workers.invokeAll(tasks)) {
        made.add(one.get());
      }
      return made;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * Begins a task beside what the caller goes on with, on a daemon thread.
   *
   * @param name what the thread is called
   * @return waits for what the task makes; throws {@link IllegalStateException} when the task
   *     threw, or the waiting thread is interrupted
   */
  public static <T> Supplier<T> beside(String name, Callable<T> task) {
    FutureTask<T> begun = new FutureTask<>(task);
    daemon(name, begun).start();
    return () -> {
      try {
        return begun.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    };
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
