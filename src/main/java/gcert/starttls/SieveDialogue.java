package gcert.starttls;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * ManageSieve (RFC 5804): the capabilities are the greeting.
 *
 * @param always whether TLS is asked for where it is not announced
 */
record SieveDialogue(boolean always) implements Dialogue {

  @Override
  public String name() {
    return "ManageSieve";
  }

  @Override
  public boolean speaks(RecognizedProtocol recognized) {
    return recognized == RecognizedProtocol.SIEVE;
  }

  @Override
  public void greet(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    List<String> capabilities = new ArrayList<>();
    TextLine last = response(conversation, capabilities);
    conversation.offered(capabilities);
    if (!last.startsWith("OK")) {
      throw refusal(Step.GREETING, "the server rejected the connection", last);
    }
    conversation.greeted(last.text());
  }

  @Override
  public void upgrade(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    boolean offered = false;
    for (String line : conversation.capabilities()) {
      offered |= new TextLine(line.strip()).startsWith("\"STARTTLS\"");
    }
    if (!offered && !always) {
      throw NoStartTls.of("STARTTLS", conversation);
    }
    conversation.send(Step.STARTTLS, "STARTTLS");
    TextLine answer = response(conversation, new ArrayList<>());
    if (!answer.startsWith("OK")) {
      throw refusal(Step.STARTTLS, "the server refuses TLS", answer);
    }
  }

  @Override
  public void leave(Conversation conversation, boolean greetingDue)
      throws IOException, MalformedReplyException {
    // RFC 5804 section 2.2: the server sends its capabilities once more when TLS stands.
    response(conversation, new ArrayList<>());
    quit(conversation);
  }

  @Override
  public void quit(Conversation conversation) throws IOException, MalformedReplyException {
    conversation.send(Step.STARTTLS, "LOGOUT");
    response(conversation, new ArrayList<>());
  }

  /** Reads a response to its OK, NO or BYE, which is returned; the lines before go to a list. */
  private static TextLine response(Conversation conversation, List<String> before)
      throws IOException, MalformedReplyException {
    conversation.lines().beginReply();
    while (true) {
      TextLine line = TextLine.readWithLiterals(conversation);
      if (line.startsWith("OK") || line.startsWith("NO") || line.startsWith("BYE")) {
        return line;
      }
      if (!line.text().startsWith("\"")) {
        throw line.unexpected();
      }
      before.add(line.text());
    }
  }

  private static FailedException refusal(Step step, String what, TextLine line) {
    String said = what + ": " + line.words();
    return line.contains("(TRYLATER")
        ? new FailedException(step, Category.TEMPORARY, said, "try again later")
        : new FailedException(step, Category.NO_TLS, said);
  }
}
