package gcert.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a run: the workers, and one that starts what was put off.
 *
 * <p>The number grows from a few: the first handshakes run in code that is not compiled yet, and a
 * thousand of them at once would keep each other from being over in time. It grows by the clock,
 * not by what is done, so that silent servers at the head of a list cannot keep it small.
 *
 * <p>A task that takes far longer than the others do waits for a server that says nothing. For each
 * of those two spare workers are put on, as far as there are some and the processors have time, so
 * that thousands of silent servers do not hold up the rest.
 *
 * <p>Where the system allows no more threads, those that there are do the rest.
 *
 * <p>The workers are daemon threads of the system with small stacks, on every JDK. Virtual threads
 * share a few carriers with the pollers that wake them; one that waits while it keeps its carrier,
 * as any does that holds a monitor in a native image or before JDK 24, can keep the pollers from
 * running, and then waits until its time-out. Nothing here holds up the end of the process.
 */
final class Workers implements Executor, AutoCloseable {
  /** The deepest stack is that of a handshake inside a path search, some 100 frames. */
  private static final long STACK_OCTETS = 512 * 1024;

  private static final int FIRST_PER_PROCESSOR = 4;
  private static final long GROWTH_MILLIS = 20;

  /** Beyond so many, when code is compiled, it doubles within a second. */
  private static final int GROWTH_SHARE = 64;

  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** How much longer than the others a task takes that waits for a silent server. */
  private static final int FAR_LONGER = 8;

  private static final int SPARE_PER_SILENT = 2;
  private static final int LOOK_MILLIS = 100;

  private final int jobs;
  private final int spare;
  private final long silence;
  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final UsualTime usual = new UsualTime();
  private final ProcessorTime processors = new ProcessorTime();

  /** How many there are without the spare ones. Touched by the timer alone. */
  private int size;

  /** How many spare ones there are. Touched by the timer alone. */
  private int extra;

  /** Whether the system has refused a thread, and is not asked for more. */
  private volatile boolean full;

  Workers(int jobs, int spare) {
    this(jobs, spare, SILENCE);
  }

  /**
   * Makes some.
   *
   * @param silence what is never too long for a task
   */
  Workers(int jobs, int spare, Duration silence) {
    this.jobs = jobs;
    this.spare = spare;
    this.silence = silence.toNanos();
    size = Math.min(jobs, Runtime.getRuntime().availableProcessors() * FIRST_PER_PROCESSOR);
    pool =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "gcert-worker"));
    pool.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "gcert-timer"));
    if (size < jobs || spare > 0) {
      var unused = timer.schedule(this::adapt, GROWTH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** A task at work. Compared by identity. */
  private final class Running implements Runnable {
    private final Runnable task;
    private volatile long begun;

    Running(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      begun = System.nanoTime();
      running.add(this);
      try {
        task.run();
      } finally {
        running.remove(this);
        long took = System.nanoTime() - begun;
        if (took <= tooLong()) {
          usual.add(took);
        }
      }
    }
  }

  /** How long a task takes that does not wait for a silent server: a moving average. */
  private static final class UsualTime {
    private static final int WEIGHT = 16;
    private long nanos;

    synchronized void add(long took) {
      nanos += (took - nanos) / WEIGHT;
    }

    synchronized long nanos() {
      return nanos;
    }
  }

  /** Runs the task as soon as a worker is free; drops it when the run has ended. */
  @Override
  public void execute(Runnable task) {
    Running running = new Running(task);
    try {
      pool.execute(running);
    } catch (RejectedExecutionException e) {
      // The run has ended, and nobody waits for the outcome.
      return;
    } catch (OutOfMemoryError e) {
      if (pool.getPoolSize() == 0) {
        throw e;
      }
      goOnWithThese();
      pool.getQueue().add(running);
    }
  }

  /** Runs the task when the delay is over and a worker is free. */
  void execute(Runnable task, Duration delay) {
    if (delay.isZero()) {
      execute(task);
      return;
    }
    try {
      var unused = timer.schedule(() -> begin(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // As above.
      return;
    }
  }

  /** A task that is lost would be awaited for ever. */
  private void begin(Runnable task) {
    try {
      execute(task);
    } catch (OutOfMemoryError e) {
      execute(task, Duration.ofMillis(LOOK_MILLIS));
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

  private void adapt() {
    if (full) {
      return;
    }
    try {
      resize();
    } catch (OutOfMemoryError e) {
      goOnWithThese();
    }
  }

  /**
   * Half of the workers are given back, since most exchanges take another thread for a moment; the
   * others stay until the end.
   */
  private synchronized void goOnWithThese() {
    if (!full) {
      full = true;
      int number = Math.max(1, pool.getPoolSize() / 2);
      pool.setCorePoolSize(number);
      pool.setMaximumPoolSize(number);
      pool.allowCoreThreadTimeOut(false);
    }
  }

  private void resize() {
    boolean grows = size < jobs;
    if (grows) {
      size = Math.min(jobs, size + Math.max(1, size / GROWTH_SHARE));
    }
    int wanted = Math.min(spare, silent() * SPARE_PER_SILENT);
    // Tasks also take long where the processors have too much to do.
    extra = processors.busy() ? Math.min(extra, wanted) : wanted;
    resize(size + extra);
    if (grows || spare > 0) {
      var unused =
          timer.schedule(this::adapt, grows ? GROWTH_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Beyond the largest number workers end, below the core one they are begun. */
  private synchronized void resize(int number) {
    if (full) {
      return;
    }
    if (number > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(number);
      pool.setCorePoolSize(number);
    } else if (number != pool.getCorePoolSize()) {
      pool.setCorePoolSize(number);
      pool.setMaximumPoolSize(number);
    }
  }

  private int silent() {
    long now = System.nanoTime();
    long limit = tooLong();
    int count = 0;
    for (Running one : running) {
      if (now - one.begun > limit) {
        count++;
      }
    }
    return count;
  }

  private long tooLong() {
    return Math.max(silence, usual.nanos() * FAR_LONGER);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, STACK_OCTETS);
    thread.setDaemon(true);
    return thread;
  }
}
