package gcert.tls;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A client that another thread prepares; asking for it waits. */
final class Prepared implements Supplier<TlsClient> {
  private final FutureTask<TlsClient> task;
  private volatile boolean wanted;

  /**
   * Makes one.
   *
   * @param task prepares it, on whichever thread runs the task
   */
  Prepared(FutureTask<TlsClient> task) {
    this.task = task;
  }

  /** Whether it was asked for. */
  boolean isWanted() {
    return wanted;
  }

  @Override
  public TlsClient get() {
    wanted = true;
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while TLS was being prepared", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("TLS could not be prepared", e.getCause());
    }
  }
}
