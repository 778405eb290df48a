package gcert.input;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for something that the system offers no time limit for, such as the other end of a pipe.
 *
 * <p>It is done on a thread of its own, which is left to itself when it takes too long: nothing
 * ends a call that waits inside the system, and a daemon does not keep the process alive.
 */
public final class BoundedWait {
  /** How long pipes and devices are waited for. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  private BoundedWait() {}

  /**
   * Does something with a pipe or a device.
   *
   * @param file what it is done with
   * @param late what it means that it takes longer than the limit, one clause
   * @throws IOException as the task does, and when it takes longer than the limit
   */
  public static <T> T within(Duration limit, Path file, String late, Callable<T> task)
      throws IOException {
    FutureTask<T> running = new FutureTask<>(task);
    Thread thread = new Thread(running, "gcert-file");
    thread.setDaemon(true);
    thread.start();
    try {
      return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FileSystemException(file.toString(), null, late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IOException(e.getCause());
    }
  }
}
