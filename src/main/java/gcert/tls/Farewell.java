package gcert.tls;

import gcert.failure.Escaped;
import gcert.net.TimedSocket;
import gcert.starttls.Conversation;
import gcert.starttls.Dialogue;
import gcert.starttls.DialogueLog;
import gcert.starttls.MalformedReplyException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;

/** The end of a connection: polite if the server lets it be, and in any case soon. */
final class Farewell {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Optional<Open> open;
  private final AtomicBoolean said = new AtomicBoolean();

  private Farewell(Optional<Open> open) {
    this.open = open;
  }

  /** What is left to close. */
  private record Open(
      TimedSocket socket,
      SSLSocket tls,
      Optional<Dialogue> dialogue,
      boolean greetingDue,
      DialogueLog log) {}

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
      SSLSocket tls,
      Optional<Dialogue> dialogue,
      boolean greetingDue,
      DialogueLog log) {
    return new Farewell(Optional.of(new Open(socket, tls, dialogue, greetingDue, log)));
  }

  boolean isNone() {
    return open.isEmpty();
  }

  void say() {
    if (open.isEmpty() || !said.compareAndSet(false, true)) {
      return;
    }
    Open connection = open.get();
    // Both are closed in any case; the raw socket last, since JSSE writes its close_notify to it.
    try (TimedSocket socket = connection.socket();
        SSLSocket tls = connection.tls()) {
      socket.setDeadline(socket.deadline().within(LIMIT));
      if (connection.dialogue().isPresent()) {
        Conversation conversation =
            new Conversation(tls.getInputStream(), tls.getOutputStream(), connection.log());
        connection.dialogue().get().leave(conversation, connection.greetingDue());
      }
    } catch (IOException | MalformedReplyException | RuntimeException e) {
      // Everything wanted is in the observation. A server that refuses the client's certificate in
      // TLS 1.3 says so only here, and a silent one is not waited for.
      connection
          .log()
          .note("the farewell ended early: " + Escaped.of(String.valueOf(e.getMessage()), 200));
    }
  }
}
