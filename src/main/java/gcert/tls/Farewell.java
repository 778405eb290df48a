package gcert.tls;

import gcert.failure.Escaped;
import gcert.net.TimedSocket;
import gcert.starttls.Conversation;
import gcert.starttls.Dialogue;
import gcert.starttls.MalformedReplyException;
import gcert.trace.ExchangeLog;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a connection: polite if the server lets it be, and in any case soon. */
final class Farewell {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Optional<Open> open;
  private final AtomicBoolean said = new AtomicBoolean();

  private Farewell(Optional<Open> open) {
    this.open = open;
  }

  /**
   * What is left to close.
   *
   * @param tls the TLS layer; empty when there is none
   * @param dialogue the protocol spoken; empty when it is unknown
   * @param plaintext the conversation to end; empty for one under TLS, which is yet to begin
   * @param greetingDue whether the server has yet to greet
   */
  private record Open(
      TimedSocket socket,
      Optional<TlsChannel> tls,
      Optional<Dialogue> dialogue,
      Optional<Conversation> plaintext,
      boolean greetingDue,
      ExchangeLog log) {

    /** Says the last words, and under TLS the very last one, which is TLS's own. */
    void takeLeave() throws IOException, MalformedReplyException {
      if (dialogue.isPresent() && plaintext.isPresent()) {
        dialogue.get().quit(plaintext.get());
      }
      if (tls.isEmpty()) {
        return;
      }
      try (TlsChannel channel = tls.get()) {
        if (dialogue.isPresent()) {
          Conversation under = new Conversation(channel.input(), channel.output(), log);
          dialogue.get().leave(under, greetingDue);
        }
      }
    }
  }

  /** For an exchange that has nothing open any more. */
  static Farewell none() {
    return new Farewell(Optional.empty());
  }

  /**
   * For a connection under TLS.
   *
   * @param dialogue the protocol spoken inside; empty when it is unknown
   * @param greetingDue whether the server has yet to greet
   */
  static Farewell to(
      TimedSocket socket,
      TlsChannel tls,
      Optional<Dialogue> dialogue,
      boolean greetingDue,
      ExchangeLog log) {
    return new Farewell(
        Optional.of(
            new Open(socket, Optional.of(tls), dialogue, Optional.empty(), greetingDue, log)));
  }

  /** For a server that would not start TLS and waits for the next command. */
  static Farewell afterRefusal(
      TimedSocket socket, Dialogue dialogue, Conversation conversation, ExchangeLog log) {
    return new Farewell(
        Optional.of(
            new Open(
                socket,
                Optional.empty(),
                Optional.of(dialogue),
                Optional.of(conversation),
                false,
                log)));
  }

  /** The connection under TLS that is still open; empty when there is none. */
  Optional<TlsConnection> connection() {
    return open.flatMap(
        left -> left.tls().map(tls -> new TlsConnection(left.socket(), tls.input(), tls.output())));
  }

  boolean isNone() {
    return open.isEmpty();
  }

  void say() {
    if (open.isEmpty() || !said.compareAndSet(false, true)) {
      return;
    }
    Open connection = open.get();
    try (TimedSocket socket = connection.socket()) {
      socket.setDeadline(socket.deadline().within(LIMIT));
      socket.acknowledgeAtOnce();
      connection.takeLeave();
    } catch (IOException | MalformedReplyException | RuntimeException e) {
      // Everything wanted is in the observation. A server that refuses the client's certificate in
      // TLS 1.3 says so only here, and a silent one is not waited for.
      connection.log().note("the farewell ended early: " + why(e));
    }
  }

  private static String why(Exception e) {
    return e instanceof EOFException
        ? "the server hung up"
        : Escaped.of(String.valueOf(e.getMessage()), 200);
  }
}
