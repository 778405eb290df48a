package gcert.tls;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A client that another thread prepares; asking for it waits. */
record Prepared(FutureTask<TlsClient> task) implements Supplier<TlsClient> {

  @Override
  public TlsClient get() {
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
