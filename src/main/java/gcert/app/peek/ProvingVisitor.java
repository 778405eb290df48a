package gcert.app.peek;

import gcert.failure.InternalFault;
import gcert.run.Visitor;
import gcert.target.ServerTarget;
import gcert.tls.ClearExchange;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.Visit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes a whole handshake with those servers that do not show their certificate in clear because
 * they speak only TLS 1.3. The others are seen by whoever sees them first.
 */
public final class ProvingVisitor implements Visitor, AutoCloseable {
  private static final int THREADS_PER_PROCESSOR = 32;

  private final Visitor first;
  private final Inspector inspector;
  private final ExchangeSettings settings;
  private final ExecutorService threads;

  /**
   * Makes one.
   *
   * @param first visits every server
   * @param inspector makes the whole handshakes
   */
  public ProvingVisitor(Visitor first, Inspector inspector, ExchangeSettings settings) {
    this.first = first;
    this.inspector = inspector;
    this.settings = settings;
    int count = THREADS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "gcert-prove");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  @Override
  public void visit(
      ServerTarget server,
      List<InetAddress> addresses,
      Duration spent,
      Consumer<Observation> seen) {
    first.visit(
        server,
        addresses,
        spent,
        shown -> {
          if (shown.failure().equals(Optional.of(ClearExchange.TLS_1_3_ONLY))) {
            threads.execute(() -> seen.accept(whole(server, shown, spent)));
          } else {
            seen.accept(shown);
          }
        });
  }

  private Observation whole(ServerTarget server, Observation shown, Duration spent) {
    Optional<InetAddress> address = shown.address().map(InetSocketAddress::getAddress);
    try (Visit visit = inspector.visit(server, address, settings, spent)) {
      return visit.observation();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return shown.reducedTo(InternalFault.of(e));
    }
  }

  /** Drops what is going on. */
  @Override
  public void close() {
    var unused = threads.shutdownNow();
  }
}
