package gcert.run;

import gcert.dns.AddressLookup;
import gcert.dns.MailLookup;
import gcert.dns.ServiceLookup;
import gcert.net.Ticker;
import gcert.target.ServerTarget;
import gcert.tls.ExchangeLogs;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.TlsClient;
import gcert.trace.ExchangeLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * With what servers are found and visited; shared by all visits of a run.
 *
 * @param addresses finds the addresses of hosts
 * @param mail finds the hosts of mail domains; asked only where there are some
 * @param services finds the servers for the users of mail domains; asked only where there are some
 * @param tls makes the handshakes
 * @param settings how each exchange is carried out
 * @param ticker measures spans of time
 * @param clock tells the time of an observation
 * @param logs who listens to the dialogues; empty for nobody
 */
public record VisitContext(
    AddressLookup addresses,
    Supplier<MailLookup> mail,
    Supplier<ServiceLookup> services,
    Supplier<TlsClient> tls,
    ExchangeSettings settings,
    Ticker ticker,
    Clock clock,
    Optional<ExchangeLogs> logs) {
  /** Means that ask the system's name servers for services. */
  public VisitContext(
      AddressLookup addresses,
      Supplier<MailLookup> mail,
      Supplier<TlsClient> tls,
      ExchangeSettings settings,
      Ticker ticker,
      Clock clock,
      Optional<ExchangeLogs> logs) {
    this(addresses, mail, ServiceLookup::ofSystem, tls, settings, ticker, clock, logs);
  }

  /** What dnsjava and the system take for a limit; nothing is answered in less. */
  private static final Duration LEAST = Duration.ofMillis(1);

  /**
   * How long a look-up may take.
   *
   * @param spent what those before it have used of the time for the whole exchange
   */
  Duration left(Duration spent) {
    Duration left = settings.timeout().minus(spent);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** Who listens to what is done for a target. */
  public ExchangeLog log(ServerTarget target) {
    return logs.isPresent() ? logs.get().of(target) : ExchangeLog.SILENT;
  }

  /** Visits servers with these means. */
  public Inspector inspector() {
    return new Inspector(addresses, tls, ticker, clock, logs);
  }

  /** How long ago a moment of the ticker was. */
  Duration since(long nanos) {
    return Duration.ofNanos(ticker.nanos() - nanos);
  }
}
