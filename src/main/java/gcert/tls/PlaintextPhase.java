package gcert.tls;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.net.ProxyHeader;
import gcert.net.TimedSocket;
import gcert.starttls.Conversation;
import gcert.starttls.Dialogue;
import gcert.starttls.DialogueSettings;
import gcert.starttls.Dialogues;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.util.Optional;

/**
 * The way from a connection to where TLS comes next: the header for a load balancer, and the
 * plaintext dialogue up to the server's go-ahead. Used once, by one thread.
 */
final class PlaintextPhase {
  private final ServerTarget target;
  private final ExchangeSettings settings;
  private final ExchangeLog log;
  private final StopWatch watch;
  private Optional<Dialogue> dialogue = Optional.empty();
  private Optional<Conversation> conversation = Optional.empty();
  private Farewell farewell = Farewell.none();

  PlaintextPhase(ServerTarget target, ExchangeSettings settings, ExchangeLog log, StopWatch watch) {
    this.target = target;
    this.settings = settings;
    this.log = log;
    this.watch = watch;
  }

  /**
   * Goes it.
   *
   * @throws FailedException when the server does not start TLS
   */
  void run(TimedSocket socket) throws FailedException {
    sendHeader(socket);
    String helo = settings.helo().orElseGet(() -> HeloName.of(socket.getLocalAddress()));
    dialogue = Dialogues.of(target.protocol(), new DialogueSettings(helo, settings.startTls()));
    if (!tlsAtOnce() && dialogue.isPresent()) {
      upgrade(socket, dialogue.get());
    }
  }

  /** Whether TLS comes first, and the protocol inside. */
  boolean tlsAtOnce() {
    return target.protocol().upgrade() == Protocol.Upgrade.NONE;
  }

  /** The protocol that is spoken, in plaintext or inside TLS; empty when it is unknown. */
  Optional<Dialogue> dialogue() {
    return dialogue;
  }

  /** What was said in plaintext; empty when nothing was. */
  Optional<Conversation> conversation() {
    return conversation;
  }

  /** What is left to say to a server that refused. */
  Farewell farewell() {
    return farewell;
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

  private void upgrade(TimedSocket socket, Dialogue spoken) throws FailedException {
    Conversation opened;
    try {
      opened = new Conversation(socket.getInputStream(), socket.getOutputStream(), log);
    } catch (IOException e) {
      // A socket that has just been connected has its streams.
      throw new IllegalStateException(e);
    }
    conversation = Optional.of(opened);
    Upgrade upgrade =
        new Upgrade(target, spoken, opened, socket, settings.dial().header().isPresent());
    try {
      upgrade.run(watch);
    } catch (FailedException e) {
      if (upgrade.refused()) {
        farewell = Farewell.afterRefusal(socket, spoken, opened, log);
      }
      throw e;
    }
  }
}
