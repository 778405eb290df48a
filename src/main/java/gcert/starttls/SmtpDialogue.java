package gcert.starttls;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * SMTP (RFC 5321) and LMTP (RFC 2033) with STARTTLS (RFC 3207).
 *
 * @param verb {@code EHLO}, or {@code LHLO} for LMTP
 * @param helo the client's name or address literal
 */
record SmtpDialogue(String verb, String helo) implements Dialogue {

  @Override
  public String name() {
    return verb.equals("LHLO") ? "LMTP" : "SMTP";
  }

  @Override
  public String firstCommand() {
    return verb + " " + helo;
  }

  @Override
  public boolean speaks(Appearance appearance) {
    return appearance == Appearance.SMTP;
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
      throw temporary(Step.GREETING, "the server turns the client away for now", greeting);
    }
    throw new FailedException(
        Step.GREETING, Category.NO_TLS, "the server turns the client away: " + greeting.words());
  }

  @Override
  public void upgrade(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    conversation.send(Step.EHLO, firstCommand());
    Reply offer = read(conversation);
    if (offer.temporary()) {
      throw temporary(Step.EHLO, "the server refuses " + verb + " for now", offer);
    }
    if (offer.code() != 250) {
      // HELO would be answered without the list of extensions, so it is not tried (section
      // 4.1.1.1).
      throw new FailedException(
          Step.EHLO,
          Category.NO_TLS,
          "the server refuses " + verb + " and so does not offer STARTTLS: " + offer.words());
    }
    List<String> capabilities = offer.lines().subList(1, offer.lines().size());
    conversation.offered(capabilities);
    if (!offersStartTls(capabilities)) {
      throw new FailedException(
          Step.STARTTLS, Category.NO_TLS, "the server does not offer STARTTLS");
    }
    conversation.send(Step.STARTTLS, "STARTTLS");
    Reply answer = read(conversation);
    if (answer.temporary()) {
      throw temporary(Step.STARTTLS, "the server refuses TLS for now", answer);
    }
    if (answer.code() != 220) {
      throw new FailedException(
          Step.STARTTLS, Category.NO_TLS, "the server refuses TLS: " + answer.words());
    }
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
    conversation.send(Step.EHLO, "QUIT");
    read(conversation);
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

  private static FailedException temporary(Step step, String what, Reply reply) {
    return new FailedException(
        step, Category.TEMPORARY, what + ": " + reply.words(), "try again later");
  }
}
