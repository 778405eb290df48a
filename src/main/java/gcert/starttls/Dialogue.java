package gcert.starttls;

import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.target.Protocol;
import java.io.IOException;
import java.util.Optional;

/** One protocol's way from the first octet to the go-ahead for TLS. Stateless. */
public sealed interface Dialogue permits SmtpDialogue, ImapDialogue, Pop3Dialogue, SieveDialogue {

  /**
   * The dialogue of a protocol, also for those that start with TLS and speak it inside; empty for
   * bare TLS.
   */
  static Optional<Dialogue> of(Protocol protocol, DialogueSettings settings) {
    return switch (protocol) {
      case SMTP, SUBMISSION, SMTPS -> Optional.of(new SmtpDialogue(Step.EHLO, settings));
      case LMTP -> Optional.of(new SmtpDialogue(Step.LHLO, settings));
      case IMAP, IMAPS -> Optional.of(new ImapDialogue(settings.always()));
      case POP3, POP3S -> Optional.of(new Pop3Dialogue(settings.always()));
      case SIEVE -> Optional.of(new SieveDialogue(settings.always()));
      case TLS -> Optional.empty();
    };
  }

  /** The name of the protocol, for messages. */
  String name();

  /**
   * Reads the greeting.
   *
   * @throws FailedException when it is a refusal
   * @throws MalformedReplyException when it is none
   * @throws IOException when the connection ends or its time is up
   */
  void greet(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException;

  /**
   * Goes from the greeting to the go-ahead for TLS. It does not look at what came after that.
   *
   * @throws FailedException when TLS is not offered or refused
   * @throws MalformedReplyException when a reply is none
   * @throws IOException when the connection ends or its time is up
   */
  void upgrade(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException;

  /**
   * Takes leave under TLS as the protocol has it, and waits for the server's word.
   *
   * @param greetingDue whether the server has yet to greet, because TLS came first
   * @throws MalformedReplyException when a reply is none
   * @throws IOException when the connection ends or its time is up
   */
  void leave(Conversation conversation, boolean greetingDue)
      throws IOException, MalformedReplyException;

  /**
   * Takes leave in plaintext after TLS was refused or is not to be had, and waits for the server's
   * word.
   *
   * @throws MalformedReplyException when a reply is none
   * @throws IOException when the connection ends or its time is up
   */
  void quit(Conversation conversation) throws IOException, MalformedReplyException;

  /** Whether octets that came in place of a TLS record look like this protocol in plaintext. */
  boolean speaks(RecognizedProtocol recognized);
}
