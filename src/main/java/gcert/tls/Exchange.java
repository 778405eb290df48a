package gcert.tls;

import gcert.certificate.Certificate;
import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.net.TimedSocket;
import gcert.starttls.Dialogue;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One exchange with one server: connection, dialogue, handshake. Used once, by one thread.
 *
 * <p>It fills in what it sees as it goes, so that a failure at any step leaves an observation with
 * all that came before.
 */
final class Exchange {
  private final ServerTarget target;
  private final ExchangeSettings settings;
  private final Instant time;
  private final StopWatch watch;
  private final ExchangeLog log;
  private final PlaintextPhase opening;

  private Optional<InetSocketAddress> address = Optional.empty();
  private Optional<TlsSession> session = Optional.empty();
  private List<Certificate> chain = List.of();
  private Farewell farewell = Farewell.none();
  private boolean refused;

  Exchange(
      ServerTarget target,
      ExchangeSettings settings,
      ExchangeLog log,
      Instant time,
      StopWatch watch) {
    this.log = log;
    this.target = target;
    this.settings = settings;
    this.time = time;
    this.watch = watch;
    this.opening = new PlaintextPhase(target, settings, log, watch);
  }

  /** Goes through the steps. A failure ends up in the observation. */
  Visit run(Connector connector, Optional<InetAddress> given, Supplier<TlsClient> tls) {
    try {
      TimedSocket socket = connector.connect(target, given);
      try {
        farewell = speak(socket, tls);
      } finally {
        if (farewell.isNone()) {
          close(socket);
        }
      }
      return new Visit(observation(Optional.empty()), farewell, refused);
    } catch (FailedException e) {
      return new Visit(observation(Optional.of(e.failure())), farewell, refused);
    }
  }

  private Farewell speak(TimedSocket socket, Supplier<TlsClient> tls) throws FailedException {
    if (settings.dial().proxy().isEmpty()) {
      // Behind a proxy the address is the proxy's, and the server's is not known.
      address = Optional.of(new InetSocketAddress(socket.getInetAddress(), socket.getPort()));
    }
    try {
      opening.run(socket);
    } finally {
      farewell = opening.farewell();
    }
    Optional<Dialogue> plaintext = opening.tlsAtOnce() ? Optional.empty() : opening.dialogue();
    Handshake handshake =
        new Handshake(tls.get(), settings.serverName().forHost(target.identity()), log);
    Handshake.Outcome outcome = handshake.run(socket, plaintext);
    session = outcome.session();
    chain = outcome.chain();
    refused = outcome.refused();
    if (outcome.failure().isPresent()) {
      throw new FailedException(outcome.failure().get());
    }
    watch.lap(StopWatch.Span.HANDSHAKE);
    TlsChannel channel = outcome.channel().orElseThrow();
    return Farewell.to(socket, channel, opening.dialogue(), opening.tlsAtOnce(), log);
  }

  private Observation observation(Optional<Failure> failure) {
    Optional<Observation.Plaintext> plaintext =
        opening.conversation().map(c -> new Observation.Plaintext(c.greeting(), c.capabilities()));
    return new Observation(
        target, time, address, plaintext, session, chain, watch.timing(), failure);
  }

  private static void close(TimedSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is released anyway.
      return;
    }
  }
}
