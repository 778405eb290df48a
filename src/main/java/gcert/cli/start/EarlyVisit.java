package gcert.cli.start;

import gcert.dns.SystemLookup;
import gcert.net.Ticker;
import gcert.target.ServerTarget;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.TlsClient;
import gcert.tls.Visit;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The exchange with the one server that a {@link PlainLine} names, begun before anything else is
 * read: roots, demands, the rest of the program.
 */
public final class EarlyVisit implements AutoCloseable {
  private final ServerTarget target;
  private final Task task;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile boolean abandoned;

  private EarlyVisit(ServerTarget target, Supplier<TlsClient> tls, Clock clock) {
    this.target = target;
    this.task = new Task(new Exchange(target, tls, clock));
  }

  /** What the thread does; no lambda, because the first one of a process takes milliseconds. */
  private record Exchange(ServerTarget target, Supplier<TlsClient> tls, Clock clock)
      implements Callable<Visit> {
    @Override
    public Visit call() {
      return new Inspector(new SystemLookup(), tls, Ticker.system(), clock)
          .visit(target, ExchangeSettings.defaults());
    }
  }

  private final class Task extends FutureTask<Visit> {
    Task(Exchange exchange) {
      super(exchange);
    }

    @Override
    protected void done() {
      if (abandoned) {
        takeLeave();
      }
    }
  }

  /**
   * Begins.
   *
   * @param tls gives the client, as it is without options
   */
  public static EarlyVisit begin(ServerTarget target, Supplier<TlsClient> tls, Clock clock) {
    EarlyVisit early = new EarlyVisit(target, tls, clock);
    Thread thread = new Thread(early.task, "gcert-early-visit");
    thread.setDaemon(true);
    thread.start();
    return early;
  }

  /**
   * The visit, once it is there; empty when it is to another server or was taken before.
   *
   * @throws IllegalStateException when there is a fault in the program
   */
  public Optional<Visit> take(ServerTarget wanted) {
    boolean same =
        wanted.protocol() == target.protocol()
            && wanted.hostAndPort().equals(target.hostAndPort())
            && wanted.text().equals(target.text());
    return same && claimed.compareAndSet(false, true) ? Optional.of(result()) : Optional.empty();
  }

  /** Takes leave of a server whose visit nobody has taken, as soon as that is possible. */
  @Override
  public void close() {
    if (claimed.compareAndSet(false, true)) {
      abandoned = true;
      if (task.isDone()) {
        takeLeave();
      }
    }
  }

  private void takeLeave() {
    try {
      result().close();
    } catch (IllegalStateException e) {
      // Nobody has met the server, and nobody waits for word of it.
      return;
    }
  }

  private Visit result() {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during the early visit", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the early visit failed", e.getCause());
    }
  }
}
