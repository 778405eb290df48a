package gcert.tls;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A client that another thread prepares; asking for it waits.
 *
 * <p>Written without lambdas: this is the first that gcert starts, and the first lambda of a
 * process takes milliseconds.
 */
public final class PreparedClient implements Supplier<TlsClient>, Callable<TlsClient>, Runnable {
  private final TlsSettings settings;
  private final FutureTask<TlsClient> task = new FutureTask<>(this);
  private volatile boolean wanted;

  private PreparedClient(TlsSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts preparing one on a daemon thread; the supplier waits for it. When it is there, and the
   * server has not been quicker, the thread goes on to compose a first message that is never sent,
   * so that what composing takes is loaded before the server is ready for it.
   */
  public static Supplier<TlsClient> start(TlsSettings settings) {
    PreparedClient prepared = new PreparedClient(settings);
    Thread thread = new Thread(prepared, "gcert-tls-prepare");
    thread.setDaemon(true);
    thread.start();
    return prepared;
  }

  @Override
  public TlsClient call() {
    return new TlsClient(settings);
  }

  /** Prepares it, and goes on to rehearse unless somebody waits for it already. */
  @Override
  public void run() {
    task.run();
    if (wanted) {
      return;
    }
    try {
      get().rehearse();
    } catch (IllegalStateException e) {
      // Whoever asks for it meets the same, and says so.
      return;
    }
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
