package gcert.cli;

import gcert.dns.SystemLookup;
import gcert.net.Ticker;
import gcert.target.ServerTarget;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.TlsClient;
import gcert.tls.Visit;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The exchange with the one server that a {@link PlainLine} names, begun before anything else is
 * read: roots, demands, the rest of the program.
 */
final class EarlyVisit implements AutoCloseable {
  private final ServerTarget target;
  private final CompletableFuture<Visit> visit = new CompletableFuture<>();
  private final AtomicBoolean claimed = new AtomicBoolean();

  private EarlyVisit(ServerTarget target) {
    this.target = target;
  }

  /**
   * Begins.
   *
   * @param tls gives the client, as it is without options
   */
  static EarlyVisit begin(ServerTarget target, Supplier<TlsClient> tls, Clock clock) {
    EarlyVisit early = new EarlyVisit(target);
    Inspector inspector = new Inspector(new SystemLookup(), tls, Ticker.system(), clock);
    Thread thread = new Thread(() -> early.run(inspector), "gcert-early-visit");
    thread.setDaemon(true);
    thread.start();
    return early;
  }

  /**
   * The visit, once it is there; empty when it is to another server or was taken before.
   *
   * @throws IllegalStateException when there is a fault in the program
   */
  Optional<Visit> take(ServerTarget wanted) {
    boolean same =
        wanted.protocol() == target.protocol()
            && wanted.hostAndPort().equals(target.hostAndPort())
            && wanted.text().equals(target.text());
    if (!same || !claimed.compareAndSet(false, true)) {
      return Optional.empty();
    }
    try {
      return Optional.of(visit.join());
    } catch (CompletionException e) {
      throw new IllegalStateException("the early visit failed", e.getCause());
    }
  }

  /** Takes leave of a server whose visit nobody has taken, as soon as that is possible. */
  @Override
  public void close() {
    if (claimed.compareAndSet(false, true)) {
      var unused = visit.thenAccept(Visit::close);
    }
  }

  private void run(Inspector inspector) {
    try {
      visit.complete(inspector.visit(target, ExchangeSettings.defaults()));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      visit.completeExceptionally(e);
    }
  }
}
