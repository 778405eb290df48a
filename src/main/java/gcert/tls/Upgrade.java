package gcert.tls;

import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.net.Deadline;
import gcert.net.TimedSocket;
import gcert.starttls.Appearance;
import gcert.starttls.Conversation;
import gcert.starttls.Dialogue;
import gcert.starttls.MalformedReplyException;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The plaintext part of an exchange: from the connection to the go-ahead for TLS. */
final class Upgrade {
  /**
   * What is kept of the time to make a server that says nothing show what it is: one that speaks
   * TLS at once, or HTTP, waits for the client's first word.
   */
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final ServerTarget target;
  private final Dialogue dialogue;
  private final Conversation conversation;
  private final TimedSocket socket;
  private final Deadline deadline;
  private boolean spokeFirst;
  private boolean refused;

  Upgrade(ServerTarget target, Dialogue dialogue, Conversation conversation, TimedSocket socket) {
    this.target = target;
    this.dialogue = dialogue;
    this.conversation = conversation;
    this.socket = socket;
    this.deadline = socket.deadline();
  }

  /**
   * Speaks until TLS can start.
   *
   * @throws FailedException when it cannot
   */
  void run(StopWatch watch) throws FailedException {
    try {
      awaitFirstWord();
      speak(watch);
      if (conversation.pending() > 0) {
        throw new FailedException(HandshakeFailure.injected());
      }
      watch.lap(StopWatch.Span.STARTTLS);
    } catch (MalformedReplyException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Whether the server, in the words of its protocol, would not have it. */
  boolean refused() {
    return refused;
  }

  private void speak(StopWatch watch) throws IOException, MalformedReplyException, FailedException {
    try {
      dialogue.greet(conversation);
      watch.lap(StopWatch.Span.GREETING);
      dialogue.upgrade(conversation);
    } catch (FailedException e) {
      refused = true;
      throw e;
    }
  }

  private void awaitFirstWord() throws IOException, MalformedReplyException {
    Duration reserve = deadline.budget().dividedBy(5);
    Duration kept = reserve.compareTo(LAST_WORD) < 0 ? reserve : LAST_WORD;
    Duration left = Duration.ofNanos(Math.max(deadline.nanosLeft(), 0));
    if (dialogue.firstCommand().isEmpty() || left.compareTo(kept) <= 0) {
      return;
    }
    socket.setDeadline(deadline.within(left.minus(kept)));
    try {
      conversation.awaitAnything();
    } catch (SocketTimeoutException e) {
      socket.setDeadline(deadline);
      spokeFirst = true;
      conversation.sendEarly(dialogue.firstCommand());
      conversation.awaitAnything();
    } finally {
      socket.setDeadline(deadline);
    }
  }

  private FailedException malformed(MalformedReplyException e) {
    String what = String.valueOf(e.getMessage());
    Step step = conversation.step();
    if (e.appearance().isEmpty()) {
      return new FailedException(step, Category.NO_TLS, "the server breaks the protocol: " + what);
    }
    Appearance appearance = e.appearance().get();
    if (appearance == Appearance.TLS) {
      return new FailedException(
          step,
          Category.NO_TLS,
          "the server does not speak " + dialogue.name() + ": it starts with TLS at once",
          "try " + tlsAtOnce() + "://" + target.hostAndPort());
    }
    return new FailedException(
        step, Category.NO_TLS, "the server does not speak " + dialogue.name() + ": " + what);
  }

  /** The scheme that this one has for TLS at once. */
  private String tlsAtOnce() {
    Protocol protocol =
        switch (target.protocol()) {
          case SMTP, SUBMISSION, SMTPS -> Protocol.SMTPS;
          case IMAP, IMAPS -> Protocol.IMAPS;
          case POP3, POP3S -> Protocol.POP3S;
          case LMTP, SIEVE, TLS -> Protocol.TLS;
        };
    return protocol.scheme();
  }

  private FailedException broken(IOException e) {
    Step step = conversation.step();
    Category category = step == Step.GREETING ? Category.NOT_REACHED : Category.NO_TLS;
    String where =
        step == Step.GREETING ? "before the greeting" : "instead of " + conversation.awaited();
    TimedSocket.End end =
        spokeFirst && step == Step.GREETING ? TimedSocket.End.TIMED_OUT : socket.end();
    String timedOut =
        "timed out after "
            + Deadline.spoken(deadline.budget())
            + " waiting for "
            + conversation.awaited();
    return switch (end) {
      case TIMED_OUT ->
          step == Step.GREETING
              ? new FailedException(
                  step,
                  category,
                  timedOut,
                  "if the server starts with TLS at once, try "
                      + tlsAtOnce()
                      + "://"
                      + target.hostAndPort())
              : new FailedException(step, category, timedOut);
      case CLOSED -> new FailedException(step, category, "closed by the server " + where);
      case RESET -> new FailedException(step, category, "connection reset by the server " + where);
      case NONE ->
          new FailedException(
              step, category, Escaped.of(String.valueOf(e.getMessage()), 120) + " " + where);
    };
  }
}
