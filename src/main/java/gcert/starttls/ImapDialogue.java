package gcert.starttls;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * IMAP (RFC 9051; RFC 3501 has the same commands).
 *
 * @param always whether TLS is asked for where it is not announced
 */
record ImapDialogue(boolean always) implements Dialogue {

  @Override
  public String name() {
    return "IMAP";
  }

  @Override
  public boolean speaks(RecognizedProtocol recognized) {
    return recognized == RecognizedProtocol.IMAP;
  }

  @Override
  public void greet(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    conversation.lines().beginReply();
    TextLine line = TextLine.readWithLiterals(conversation);
    if (line.startsWith("* OK")) {
      conversation.greeted(line.text().substring(4).strip());
      return;
    }
    if (line.startsWith("* PREAUTH")) {
      conversation.greeted(line.text().substring(9).strip());
      throw new FailedException(
          Step.GREETING,
          Category.NO_TLS,
          "the server takes the client as authenticated already (PREAUTH), so TLS cannot start");
    }
    if (line.startsWith("* BYE")) {
      throw refusal(Step.GREETING, "the server rejected the connection", line);
    }
    throw line.unexpected();
  }

  @Override
  public void upgrade(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    conversation.sendTagged(Step.CAPABILITY, "g1", "CAPABILITY");
    List<String> capabilities = new ArrayList<>();
    boolean offered = false;
    conversation.lines().beginReply();
    TextLine line = TextLine.readWithLiterals(conversation);
    while (line.startsWith("*")) {
      if (line.startsWith("* BYE")) {
        throw refusal(Step.CAPABILITY, "the server ends the dialogue", line);
      }
      if (line.startsWith("* CAPABILITY")) {
        capabilities.add(line.text().substring("* CAPABILITY".length()).strip());
        offered |= line.hasWord("STARTTLS");
      }
      line = TextLine.readWithLiterals(conversation);
    }
    conversation.offered(capabilities);
    if (!line.startsWith("g1 OK") && !(always && isRefusal(line, "g1"))) {
      throw answer(line, "g1", Step.CAPABILITY, "the server refuses CAPABILITY");
    }
    if (!offered && !always) {
      throw NoStartTls.of("STARTTLS", conversation);
    }
    conversation.sendTagged(Step.STARTTLS, "g2", "STARTTLS");
    TextLine answer = tagged(conversation);
    if (!answer.startsWith("g2 OK")) {
      throw answer(answer, "g2", Step.STARTTLS, "the server refuses TLS");
    }
  }

  @Override
  public void leave(Conversation conversation, boolean greetingDue)
      throws IOException, MalformedReplyException {
    if (greetingDue) {
      conversation.lines().beginReply();
      TextLine.readWithLiterals(conversation);
    }
    quit(conversation);
  }

  @Override
  public void quit(Conversation conversation) throws IOException, MalformedReplyException {
    conversation.sendTagged(Step.CAPABILITY, "g3", "LOGOUT");
    tagged(conversation);
  }

  /** The next line that is not untagged. */
  private static TextLine tagged(Conversation conversation)
      throws IOException, MalformedReplyException {
    conversation.lines().beginReply();
    TextLine line = TextLine.readWithLiterals(conversation);
    while (line.startsWith("*")) {
      line = TextLine.readWithLiterals(conversation);
    }
    return line;
  }

  private static FailedException answer(TextLine line, String tag, Step step, String what)
      throws MalformedReplyException {
    if (isRefusal(line, tag)) {
      return refusal(step, what, line);
    }
    throw line.unexpected();
  }

  private static boolean isRefusal(TextLine line, String tag) {
    return line.startsWith(tag + " NO") || line.startsWith(tag + " BAD");
  }

  private static FailedException refusal(Step step, String what, TextLine line) {
    String said = what + ": " + line.words();
    // RFC 5530: the response code for a failure that will pass.
    return line.contains("[UNAVAILABLE]")
        ? new FailedException(step, Category.TEMPORARY, said, "try again later")
        : new FailedException(step, Category.NO_TLS, said);
  }
}
