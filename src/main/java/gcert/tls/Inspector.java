package gcert.tls;

import gcert.dns.AddressLookup;
import gcert.net.Deadline;
import gcert.net.Dialer;
import gcert.net.Ticker;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Visits servers and records what they show. Safe for use by many threads, each visit on the thread
 * that asks for it.
 *
 * <p>Whatever a server or a network does ends up in the {@link Observation}, in time; nothing of it
 * is thrown.
 */
public final class Inspector {
  /** The kinds of key of which servers have a certificate each. */
  private static final List<Authentication> COMMON_KINDS =
      List.of(Authentication.ECDSA, Authentication.RSA);

  /** How long a server that has answered once may take to answer again. */
  private static final Duration ANOTHER_TIME = Duration.ofSeconds(10);

  private final AddressLookup lookup;
  private final Supplier<TlsClient> tls;
  private final Ticker ticker;
  private final Clock clock;
  private final Optional<ExchangeLogs> logs;
  private final Dialer dialer = new Dialer();

  /**
   * Makes one.
   *
   * @param lookup finds the addresses of names
   * @param tls gives the client when the first handshake is due: {@link PreparedClient#start}
   * @param ticker measures spans of time
   * @param clock tells the time of an observation
   */
  public Inspector(AddressLookup lookup, Supplier<TlsClient> tls, Ticker ticker, Clock clock) {
    this(lookup, tls, ticker, clock, Optional.empty());
  }

  /**
   * Makes one whose dialogues somebody listens to.
   *
   * @param logs who listens; empty for nobody
   */
  public Inspector(
      AddressLookup lookup,
      Supplier<TlsClient> tls,
      Ticker ticker,
      Clock clock,
      Optional<ExchangeLogs> logs) {
    this.logs = logs;
    this.lookup = lookup;
    this.tls = tls;
    this.ticker = ticker;
    this.clock = clock;
  }

  /** Visits a server at the first of its addresses that answers. The visit has to be closed. */
  public Visit visit(ServerTarget target, ExchangeSettings settings) {
    return exchange(target, settings, Optional.empty(), Duration.ZERO);
  }

  /**
   * Visits a server for which look-ups were made already. The visit has to be closed.
   *
   * @param address the one address to visit, without a look-up; empty takes the first that answers
   * @param spent what the look-ups have used of the time for the whole exchange
   */
  public Visit visit(
      ServerTarget target,
      Optional<InetAddress> address,
      ExchangeSettings settings,
      Duration spent) {
    return exchange(target, settings, address, spent);
  }

  /** Visits a server, takes leave, and gives what was seen. */
  public Observation observe(ServerTarget target, ExchangeSettings settings) {
    try (Visit visit = visit(target, settings)) {
      return visit.observation();
    }
  }

  private Visit exchange(
      ServerTarget target,
      ExchangeSettings settings,
      Optional<InetAddress> address,
      Duration spent) {
    Deadline deadline = Deadline.after(settings.timeout(), spent, ticker);
    Visit visit = exchange(target, settings, address, deadline, tls);
    return tls.get().settings().everyKind() ? withOthers(visit, target, settings, deadline) : visit;
  }

  private Visit exchange(
      ServerTarget target,
      ExchangeSettings settings,
      Optional<InetAddress> address,
      Deadline deadline,
      Supplier<TlsClient> client) {
    StopWatch watch = new StopWatch(ticker);
    ExchangeLog log = logs.isPresent() ? logs.get().of(target) : ExchangeLog.SILENT;
    Connector connector = new Connector(lookup, dialer, settings.dial(), deadline, watch, log);
    return new Exchange(target, settings, log, clock.instant(), watch)
        .run(connector, address, client);
  }

  /**
   * Asks a server that has shown one certificate for those with other kinds of key, one after the
   * other: some servers have no more than one connection with each client, and users allow no more.
   */
  private Visit withOthers(
      Visit first, ServerTarget target, ExchangeSettings settings, Deadline deadline) {
    Observation seen = first.observation();
    if (seen.failure().isPresent() || seen.chain().isEmpty()) {
      return first;
    }
    first.close();
    Optional<Authentication> shown = seen.session().flatMap(TlsSession::authentication);
    Visit all = first;
    for (Authentication kind : COMMON_KINDS) {
      if (!shown.equals(Optional.of(kind))) {
        TlsClient client = tls.get().only(kind);
        try (Visit other =
            exchange(
                target,
                settings,
                seen.address().map(InetSocketAddress::getAddress),
                deadline.within(ANOTHER_TIME),
                () -> client)) {
          all = all.beside(other, kind);
        }
      }
    }
    return all;
  }
}
