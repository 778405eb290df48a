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
import java.time.Duration;

/**
 * Says why a server did not start TLS.
 *
 * @param target what was asked for
 * @param dialogue the dialogue that was held
 * @param conversation how far it got
 * @param budget the time that there was
 * @param proxyProtocol whether a header of the PROXY protocol went out first
 */
record UpgradeFailure(
    ServerTarget target,
    Dialogue dialogue,
    Conversation conversation,
    Duration budget,
    boolean proxyProtocol) {

  /** What the server said is not of the protocol. */
  FailedException malformed(MalformedReplyException e) {
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

  /**
   * The connection ended in the middle.
   *
   * @param end how
   * @param said the system's words, for an end of which nothing is known
   */
  FailedException broken(TimedSocket.End end, String said) {
    Step step = conversation.step();
    Category category = step == Step.GREETING ? Category.NOT_REACHED : Category.NO_TLS;
    String where =
        step == Step.GREETING ? "before the greeting" : "instead of " + conversation.awaited();
    return switch (end) {
      case TIMED_OUT -> timedOut(step, category);
      case CLOSED -> new FailedException(step, category, "closed by the server " + where);
      case RESET -> new FailedException(step, category, "connection reset by the server " + where);
      case NONE -> new FailedException(step, category, Escaped.of(said, 120) + " " + where);
    };
  }

  private FailedException timedOut(Step step, Category category) {
    String spent = "timed out after " + Deadline.spoken(budget);
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
