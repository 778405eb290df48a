package gcert.tls;

import gcert.failure.FailedException;
import gcert.net.Deadline;
import gcert.net.TimedSocket;
import gcert.starttls.Conversation;
import gcert.starttls.Dialogue;
import gcert.starttls.MalformedReplyException;
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
      throw failure().malformed(e);
    } catch (IOException e) {
      throw failure().broken(socket.end(), String.valueOf(e.getMessage()));
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

  private UpgradeFailure failure() {
    return new UpgradeFailure(target, dialogue, conversation, deadline.budget(), proxyProtocol);
  }
}
