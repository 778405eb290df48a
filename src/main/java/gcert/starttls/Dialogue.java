package gcert.starttls;

import gcert.failure.FailedException;
import gcert.target.Protocol;
import java.io.IOException;
import java.util.Optional;

/** One protocol's way from the first octet to the go-ahead for TLS. Stateless. */
public sealed interface Dialogue permits SmtpDialogue, ImapDialogue, Pop3Dialogue, SieveDialogue {

  /**
   * The dialogue of a protocol, also for those that start with TLS and speak it inside; empty for
   * bare TLS.
   *
   * @param helo how the client introduces itself where the protocol has that: a domain name or an
   *     address literal (RFC 5321 section 4.1.3)
   */
  static Optional<Dialogue> of(Protocol protocol, String helo) {
    return switch (protocol) {
      case SMTP, SUBMISSION, SMTPS -> Optional.of(new SmtpDialogue("EHLO", helo));
      case LMTP -> Optional.of(new SmtpDialogue("LHLO", helo));
      case IMAP, IMAPS -> Optional.of(new ImapDialogue());
      case POP3, POP3S -> Optional.of(new Pop3Dialogue());
      case SIEVE -> Optional.of(new SieveDialogue());
      case TLS -> Optional.empty();
    };
  }

  /** The name of the protocol, for messages. */
  String name();

  /** The command that comes first, in full; empty where none may be sent before its turn. */
  String firstCommand();

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
  boolean speaks(Appearance appearance);
}
