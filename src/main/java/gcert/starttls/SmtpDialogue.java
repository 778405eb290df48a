package gcert.starttls;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * SMTP (RFC 5321) and LMTP (RFC 2033) with STARTTLS (RFC 3207).
 *
 * @param hello {@link Step#EHLO}, or {@link Step#LHLO} for LMTP; its label is the command
 * @param settings how the client introduces itself, and when it asks for TLS
 */
record SmtpDialogue(Step hello, DialogueSettings settings) implements Dialogue {

  @Override
  public String name() {
    return isLmtp() ? "LMTP" : "SMTP";
  }

  @Override
  public boolean speaks(RecognizedProtocol recognized) {
    return recognized == RecognizedProtocol.SMTP;
  }

  @Override
  public void greet(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    Reply greeting = read(conversation);
    conversation.greeted(String.join("\n", greeting.lines()));
    if (greeting.code() == 220) {
      return;
    }
    if (greeting.temporary()) {
      throw temporary(Step.GREETING, "the server rejected the connection temporarily", greeting);
    }
    Optional<RecognizedProtocol> other =
        RecognizedProtocol.ofGreeting(greeting.code(), conversation.greeting())
            .filter(look -> look == RecognizedProtocol.NNTP);
    if (other.isPresent()) {
      throw new MalformedReplyException(other.get());
    }
    throw new FailedException(
        Step.GREETING, Category.NO_TLS, "the server rejected the connection: " + greeting.words());
  }

  @Override
  public void upgrade(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    introduce(conversation);
    conversation.send(Step.STARTTLS, "STARTTLS");
    Reply answer = read(conversation);
    if (answer.temporary()) {
      throw temporary(Step.STARTTLS, "the server refuses TLS temporarily", answer);
    }
    if (answer.code() != 220) {
      throw new FailedException(
          Step.STARTTLS, Category.NO_TLS, "the server refuses TLS: " + answer.words());
    }
  }

  /** Has the server say what it can do. */
  private void introduce(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    conversation.send(hello, command());
    Reply offer = read(conversation);
    if (offer.code() == 250) {
      List<String> capabilities = offer.lines().subList(1, offer.lines().size());
      conversation.offered(capabilities);
      if (!offersStartTls(capabilities) && !settings.always()) {
        throw NoStartTls.of("STARTTLS", conversation);
      }
      return;
    }
    if (offer.temporary()) {
      throw temporary(hello, "the server refuses " + verb() + " temporarily", offer);
    }
    if (!settings.always()) {
      throw refused(conversation, offer);
    }
  }

  /**
   * HELO would be answered without the list of extensions (RFC 5321 section 4.1.1.1), so it is not
   * tried.
   */
  private FailedException refused(Conversation conversation, Reply offer)
      throws MalformedReplyException {
    boolean unknown = offer.code() == 500 || offer.code() == 502;
    Optional<RecognizedProtocol> other =
        RecognizedProtocol.ofGreeting(220, conversation.greeting());
    boolean lmtpForSmtp = isLmtp() && other.isEmpty() && unknown;
    if (other.isPresent() && !(isLmtp() && other.get() == RecognizedProtocol.LMTP)) {
      throw new MalformedReplyException(other.get());
    }
    if (lmtpForSmtp || (!isLmtp() && namesLhlo(offer))) {
      throw new MalformedReplyException(
          lmtpForSmtp ? RecognizedProtocol.SMTP : RecognizedProtocol.LMTP);
    }
    if (MiddleboxMasking.hidesCommand(offer)) {
      return new FailedException(
          hello,
          Category.NO_TLS,
          "the server refuses "
              + verb()
              + ", which a firewall on the way seems to mask: "
              + offer.words(),
          "turn off its SMTP inspection, or ask from another network");
    }
    if (HeloRefusal.isAboutTheName(offer)) {
      return new FailedException(
          hello,
          Category.NO_TLS,
          "the server refuses " + verb() + " " + settings.helo() + ": " + offer.words(),
          "give a full host name that resolves to this machine with --helo");
    }
    return new FailedException(
        hello,
        Category.NO_TLS,
        "the server refuses " + verb() + " and so does not offer STARTTLS: " + offer.words());
  }

  private static boolean namesLhlo(Reply reply) {
    return String.join(" ", reply.lines()).toUpperCase(Locale.ROOT).contains("LHLO");
  }

  @Override
  public void leave(Conversation conversation, boolean greetingDue)
      throws IOException, MalformedReplyException {
    if (greetingDue) {
      read(conversation);
    }
    // What was said before TLS is forgotten (RFC 3207 section 4.2), and QUIT needs no greeting:
    // it may come at any time (RFC 5321 section 4.1.1.10).
    quit(conversation);
  }

  @Override
  public void quit(Conversation conversation) throws IOException, MalformedReplyException {
    conversation.send(hello, "QUIT");
    read(conversation);
  }

  private boolean isLmtp() {
    return hello == Step.LHLO;
  }

  private String verb() {
    return hello.label();
  }

  private String command() {
    return verb() + " " + settings.helo();
  }

  /** Whether a line's first word is the keyword, in any case (RFC 5321 section 2.4). */
  static boolean offersStartTls(List<String> capabilities) {
    for (String line : capabilities) {
      String keyword = line.strip();
      int end = 0;
      while (end < keyword.length() && !Character.isWhitespace(keyword.charAt(end))) {
        end++;
      }
      if (keyword.substring(0, end).toUpperCase(Locale.ROOT).equals("STARTTLS")) {
        return true;
      }
    }
    return false;
  }

  private static Reply read(Conversation conversation) throws IOException, MalformedReplyException {
    return new ReplyReader(conversation.lines(), conversation.log()).read();
  }

  private FailedException temporary(Step step, String what, Reply reply) {
    boolean name = step == hello && HeloRefusal.isAboutTheName(reply);
    return new FailedException(
        step,
        Category.TEMPORARY,
        what + ": " + reply.words(),
        name
            ? "try again later, or give a full host name that resolves to this machine with --helo"
            : "try again later");
  }
}
