package gcert.starttls;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** POP3 (RFC 1939) with CAPA (RFC 2449) and STLS (RFC 2595). */
record Pop3Dialogue() implements Dialogue {

  @Override
  public String name() {
    return "POP3";
  }

  @Override
  public String firstCommand() {
    return "CAPA";
  }

  @Override
  public boolean speaks(Appearance appearance) {
    return appearance == Appearance.POP3;
  }

  @Override
  public void greet(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    TextLine line = read(conversation);
    if (line.startsWith("+OK")) {
      conversation.greeted(line.text().substring(3).strip());
      return;
    }
    throw refusal(line, Step.GREETING, "the server turns the client away");
  }

  @Override
  public void upgrade(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    conversation.send(Step.EHLO, "CAPA");
    TextLine status = read(conversation);
    if (!status.startsWith("+OK")) {
      throw refusal(status, Step.EHLO, "the server refuses CAPA and so does not offer STLS");
    }
    List<String> capabilities = new ArrayList<>();
    boolean offered = false;
    TextLine line = TextLine.read(conversation);
    while (!line.text().equals(".")) {
      capabilities.add(line.text());
      offered |= new TextLine(line.text().strip()).startsWith("STLS");
      line = TextLine.read(conversation);
    }
    conversation.offered(capabilities);
    if (!offered) {
      throw new FailedException(Step.STARTTLS, Category.NO_TLS, "the server does not offer STLS");
    }
    conversation.send(Step.STARTTLS, "STLS");
    TextLine answer = read(conversation);
    if (!answer.startsWith("+OK")) {
      throw refusal(answer, Step.STARTTLS, "the server refuses TLS");
    }
  }

  @Override
  public void leave(Conversation conversation, boolean greetingDue)
      throws IOException, MalformedReplyException {
    if (greetingDue) {
      read(conversation);
    }
    quit(conversation);
  }

  @Override
  public void quit(Conversation conversation) throws IOException, MalformedReplyException {
    conversation.send(Step.EHLO, "QUIT");
    read(conversation);
  }

  private static TextLine read(Conversation conversation)
      throws IOException, MalformedReplyException {
    conversation.lines().beginReply();
    return TextLine.read(conversation);
  }

  private static FailedException refusal(TextLine line, Step step, String what)
      throws MalformedReplyException {
    if (!line.startsWith("-ERR")) {
      throw line.unexpected();
    }
    String said = what + ": " + line.words();
    // RFC 3206 and RFC 2449 section 8.1.2: the response codes for failures that will pass.
    return line.contains("[SYS/TEMP]") || line.contains("[IN-USE]")
        ? new FailedException(step, Category.TEMPORARY, said, "try again later")
        : new FailedException(step, Category.NO_TLS, said);
  }
}
