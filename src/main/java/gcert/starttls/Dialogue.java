package gcert.starttls;

import gcert.failure.FailedException;
import java.io.IOException;

/** One protocol's way from the first octet to the go-ahead for TLS. Stateless. */
public sealed interface Dialogue permits SmtpDialogue, ImapDialogue, Pop3Dialogue, SieveDialogue {

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
   * Takes leave in plaintext after TLS was refused or is not offered, and waits for the server's
   * word.
   *
   * @throws MalformedReplyException when a reply is none
   * @throws IOException when the connection ends or its time is up
   */
  void quit(Conversation conversation) throws IOException, MalformedReplyException;

  /** Whether octets that came in place of a TLS record look like this protocol in plaintext. */
  boolean speaks(RecognizedProtocol recognized);
}
