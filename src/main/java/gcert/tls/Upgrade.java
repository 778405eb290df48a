package gcert.tls;

import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.net.Deadline;
import gcert.net.TimedSocket;
import gcert.starttls.Conversation;
import gcert.starttls.Dialogue;
import gcert.starttls.MalformedReplyException;
import gcert.starttls.RecognizedProtocol;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import java.io.IOException;

/** The plaintext part of an exchange: from the connection to the go-ahead for TLS. */
final class Upgrade {
  private final ServerTarget target;
  private final Dialogue dialogue;
  private final Conversation conversation;
  private final TimedSocket socket;
  private final Deadline deadline;
  private final boolean proxyProtocol;
  private boolean refused;

  /**
   * Prepares it.
   *
   * @param proxyProtocol whether a header of the PROXY protocol went out first
   */
  Upgrade(
      ServerTarget target,
      Dialogue dialogue,
      Conversation conversation,
      TimedSocket socket,
      boolean proxyProtocol) {
    this.target = target;
    this.proxyProtocol = proxyProtocol;
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

  private FailedException malformed(MalformedReplyException e) {
    String what = String.valueOf(e.getMessage());
    Step step = conversation.step();
    if (e.recognized().isEmpty()) {
      return new FailedException(step, Category.NO_TLS, "the server breaks the protocol: " + what);
    }
    RecognizedProtocol recognized = e.recognized().get();
    if (recognized == RecognizedProtocol.TLS) {
      return new FailedException(
          step,
          Category.NO_TLS,
          "the server does not speak " + dialogue.name() + " here: it starts with TLS",
          "try " + implicitTls() + "://" + target.hostAndPort());
    }
    String other = "the server does not speak " + dialogue.name() + ": " + what;
    return recognized.scheme().isPresent()
        ? new FailedException(
            step,
            Category.NO_TLS,
            other,
            "try " + recognized.scheme().get() + "://" + target.hostAndPort())
        : new FailedException(step, Category.NO_TLS, other);
  }

  /** The scheme that this one has for implicit TLS (RFC 8314). */
  private String implicitTls() {
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
    return switch (socket.end()) {
      case TIMED_OUT -> timedOut(step, category);
      case CLOSED -> new FailedException(step, category, "closed by the server " + where);
      case RESET -> new FailedException(step, category, "connection reset by the server " + where);
      case NONE ->
          new FailedException(
              step, category, Escaped.of(String.valueOf(e.getMessage()), 120) + " " + where);
    };
  }

  private FailedException timedOut(Step step, Category category) {
    String spent = "timed out after " + Deadline.spoken(deadline.budget());
    if (step != Step.GREETING) {
      return new FailedException(step, category, spent + " waiting for " + conversation.awaited());
    }
    if (conversation.anythingReceived()) {
      return new FailedException(
          step,
          category,
          spent + " in the middle of the greeting",
          "the server is slow on purpose, or busy: give it more time with --timeout");
    }
    // Whoever speaks before a mail server has greeted is taken for a spammer's machine.
    return new FailedException(
        step,
        category,
        spent + " waiting for the greeting",
        "for implicit TLS try "
            + implicitTls()
            + "://"
            + target.hostAndPort()
            + (proxyProtocol ? "" : "; behind a load balancer it may want --proxy-protocol"));
  }
}
