package gcert.run;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a run: a fixed number of workers, and one that starts what was put off.
 *
 * <p>The number grows from a few: the first handshakes run in code that is not compiled yet, and a
 * thousand of them at once would keep each other from being over in time. It grows by the clock,
 * not by what is done, so that silent servers at the head of a list cannot keep it small.
 *
 * <p>The workers are virtual threads where the JDK has them, because a worker that waits for a
 * silent server is then worth a few kilobytes and no more; otherwise daemon threads with small
 * stacks. Nothing here holds up the end of the process.
 */
final class Workers implements Executor, AutoCloseable {
  /** The deepest stack is that of a handshake inside a path search, some 100 frames. */
  private static final long STACK_OCTETS = 512 * 1024;

  private static final int FIRST_PER_PROCESSOR = 4;
  private static final long GROWTH_MILLIS = 20;

  /** Beyond so many, when code is compiled, it doubles within a second. */
  private static final int GROWTH_SHARE = 64;

  private final int jobs;
  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor timer;

  Workers(int jobs) {
    this.jobs = jobs;
    int first = Math.min(jobs, Runtime.getRuntime().availableProcessors() * FIRST_PER_PROCESSOR);
    pool =
        new ThreadPoolExecutor(
            first, jobs, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory());
    pool.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "gcert-timer"));
    if (first < jobs) {
      var unused = timer.schedule(this::grow, GROWTH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Runs the task as soon as a worker is free; drops it when the run has ended. */
  @Override
  public void execute(Runnable task) {
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      // The run has ended, and nobody waits for the outcome.
      return;
    }
  }

  /** Runs the task when the delay is over and a worker is free. */
  void execute(Runnable task, Duration delay) {
    if (delay.isZero()) {
      execute(task);
      return;
    }
    try {
      var unused = timer.schedule(() -> execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // As above.
      return;
    }
  }

  /**
   * Lets what runs come to its end: every outcome is there, and what is left is to take leave of
   * servers, which is bounded for each.
   *
   * @param limit the longest wait
   */
  void finish(Duration limit) {
    timer.shutdownNow();
    pool.shutdown();
    try {
      var unused = pool.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends what waits and interrupts what runs, without waiting for it. */
  @Override
  public void close() {
    timer.shutdownNow();
    pool.shutdownNow();
  }

  private void grow() {
    int size = pool.getCorePoolSize();
    if (size < jobs) {
      pool.setCorePoolSize(Math.min(jobs, size + Math.max(1, size / GROWTH_SHARE)));
      var unused = timer.schedule(this::grow, GROWTH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static ThreadFactory factory() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (NoSuchMethodException | ClassNotFoundException e) {
      return task -> daemon(task, "gcert-worker");
    } catch (IllegalAccessException | InvocationTargetException | UnsupportedOperationException e) {
      // JDK 19 and 20 have them as a preview only.
      return task -> daemon(task, "gcert-worker");
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, STACK_OCTETS);
    thread.setDaemon(true);
    return thread;
  }
}
