package gcert.peek;

import gcert.failure.FailedException;
import gcert.net.AddressFamily;
import gcert.net.Deadline;
import gcert.net.Dialer;
import gcert.net.Ticker;
import gcert.run.Visitor;
import gcert.target.ServerTarget;
import gcert.tls.ClearExchange;
import gcert.tls.Connector;
import gcert.tls.ExchangeLogs;
import gcert.tls.ExchangeSettings;
import gcert.tls.Observation;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Visits servers to see their certificates, thousands at a time with a thread a processor. Who
 * comes when all connections are in use waits in a queue, without a thread.
 */
public final class Peeker implements Visitor, AutoCloseable {
  /** More than this many loops would compete with the threads that prepare what they take. */
  private static final int MOST_LOOPS = 8;

  private final ExchangeSettings settings;
  private final Ticker ticker;
  private final Clock clock;
  private final Optional<ExchangeLogs> logs;
  private final List<EventLoop> loops = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Starts the threads.
   *
   * @param settings how exchanges are carried out, without a proxy
   * @param connections how many connections are open at a time, at least one
   * @param ticker measures spans of time
   * @param clock tells the time of an observation
   * @param logs who listens to the dialogues; empty for nobody
   * @throws IOException when the system has no room for them
   */
  public Peeker(
      ExchangeSettings settings,
      int connections,
      Ticker ticker,
      Clock clock,
      Optional<ExchangeLogs> logs)
      throws IOException {
    if (settings.dial().proxy().isPresent()) {
      throw new IllegalArgumentException("not through a proxy");
    }
    this.settings = settings;
    this.ticker = ticker;
    this.clock = clock;
    this.logs = logs;
    int processors = Runtime.getRuntime().availableProcessors();
    int count = Math.min(connections, Math.min(processors, MOST_LOOPS));
    for (int i = 0; i < count; i++) {
      int share = connections / count + (i < connections % count ? 1 : 0);
      EventLoop loop = new EventLoop(share, ticker);
      loops.add(loop);
      Thread thread = new Thread(loop, "gcert-peek-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void visit(
      ServerTarget server,
      List<InetAddress> addresses,
      Duration spent,
      Consumer<Observation> seen) {
    ExchangeLog log = logs.isPresent() ? logs.get().of(server) : ExchangeLog.SILENT;
    // The time for the exchange begins with its connection, not in the queue.
    Duration left = settings.timeout().minus(spent);
    loops
        .get(Math.floorMod(turn.getAndIncrement(), loops.size()))
        .execute(() -> task(server, addresses, left, log, seen));
  }

  private PeekTask task(
      ServerTarget server,
      List<InetAddress> addresses,
      Duration left,
      ExchangeLog log,
      Consumer<Observation> seen) {
    Deadline deadline = Deadline.after(settings.timeout(), settings.timeout().minus(left), ticker);
    ClearExchange exchange =
        new ClearExchange(server, settings, log, clock.instant(), deadline, ticker);
    List<InetSocketAddress> endpoints = List.of();
    try {
      AddressFamily family = settings.dial().family();
      List<InetSocketAddress> all = new ArrayList<>();
      for (InetAddress address : Connector.ofFamily(addresses, family)) {
        all.add(new InetSocketAddress(address, server.port()));
      }
      endpoints = Dialer.interleave(all);
    } catch (FailedException e) {
      exchange.fail(e.failure());
    }
    return new PeekTask(
        exchange, new AddressAttempts(endpoints, settings.dial(), deadline), deadline, log, seen);
  }

  /** Drops what is going on. Nothing more is seen. */
  @Override
  public void close() {
    loops.forEach(EventLoop::close);
  }
}
