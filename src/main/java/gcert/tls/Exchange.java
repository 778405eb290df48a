package gcert.tls;

import gcert.certificate.Certificate;
import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.ProxyHeader;
import gcert.net.TimedSocket;
import gcert.starttls.Conversation;
import gcert.starttls.Dialogue;
import gcert.starttls.DialogueSettings;
import gcert.target.Protocol;
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

  private Optional<InetSocketAddress> address = Optional.empty();
  private Optional<Conversation> conversation = Optional.empty();
  private Optional<TlsSession> session = Optional.empty();
  private List<Certificate> chain = List.of();
  private Farewell farewell = Farewell.none();

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
      return new Visit(observation(Optional.empty()), farewell);
    } catch (FailedException e) {
      return new Visit(observation(Optional.of(e.failure())), farewell);
    }
  }

  private Farewell speak(TimedSocket socket, Supplier<TlsClient> tls) throws FailedException {
    if (settings.dial().proxy().isEmpty()) {
      // Behind a proxy the address is the proxy's, and the server's is not known.
      address = Optional.of(new InetSocketAddress(socket.getInetAddress(), socket.getPort()));
    }
    sendHeader(socket);
    String helo = settings.helo().orElseGet(() -> HeloName.of(socket.getLocalAddress()));
    Optional<Dialogue> dialogue =
        Dialogue.of(target.protocol(), new DialogueSettings(helo, settings.startTls()));
    boolean tlsAtOnce = target.protocol().upgrade() == Protocol.Upgrade.NONE;
    if (!tlsAtOnce && dialogue.isPresent()) {
      upgrade(socket, dialogue.get());
    }
    Optional<Dialogue> plaintext = tlsAtOnce ? Optional.empty() : dialogue;
    Handshake handshake =
        new Handshake(tls.get(), settings.serverName().forHost(target.identity()), log);
    Handshake.Outcome outcome = handshake.run(socket, plaintext);
    session = outcome.session();
    chain = outcome.chain();
    if (outcome.failure().isPresent()) {
      throw new FailedException(outcome.failure().get());
    }
    watch.lap(StopWatch.Span.HANDSHAKE);
    TlsChannel channel = outcome.channel().orElseThrow();
    return Farewell.to(socket, channel, dialogue, tlsAtOnce, log);
  }

  /** A server behind a load balancer wants to know first for whom the balancer connects. */
  private void sendHeader(TimedSocket socket) throws FailedException {
    Optional<ProxyHeader> header = settings.dial().header();
    if (header.isEmpty()) {
      return;
    }
    try {
      socket.getOutputStream().write(header.get().of(socket));
      log.note("sent a header of the PROXY protocol, " + header.get());
    } catch (IOException e) {
      throw new FailedException(
          Step.CONNECT, Category.NOT_REACHED, "the server hung up on the PROXY header");
    }
  }

  private void upgrade(TimedSocket socket, Dialogue dialogue) throws FailedException {
    Conversation opened;
    try {
      opened = new Conversation(socket.getInputStream(), socket.getOutputStream(), log);
    } catch (IOException e) {
      // A socket that has just been connected has its streams.
      throw new IllegalStateException(e);
    }
    conversation = Optional.of(opened);
    Upgrade upgrade =
        new Upgrade(target, dialogue, opened, socket, settings.dial().header().isPresent());
    try {
      upgrade.run(watch);
    } catch (FailedException e) {
      if (upgrade.refused()) {
        farewell = Farewell.afterRefusal(socket, dialogue, opened, log);
      }
      throw e;
    }
  }

  private Observation observation(Optional<Failure> failure) {
    Optional<Observation.Plaintext> plaintext =
        conversation.map(c -> new Observation.Plaintext(c.greeting(), c.capabilities()));
    return new Observation(
        target, time, address, plaintext, session, chain, watch.timing(), failure);
  }

  private static void close(TimedSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is released all the same.
      return;
    }
  }
}
