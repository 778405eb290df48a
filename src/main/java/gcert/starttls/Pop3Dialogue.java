package gcert.starttls;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.failure.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * POP3 (RFC 1939) with CAPA (RFC 2449) and STLS (RFC 2595).
 *
 * @param always whether TLS is asked for where it is not announced
 */
record Pop3Dialogue(boolean always) implements Dialogue {

  @Override
  public String name() {
    return "POP3";
  }

  @Override
  public boolean speaks(RecognizedProtocol recognized) {
    return recognized == RecognizedProtocol.POP3;
  }

  @Override
  public void greet(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    TextLine line = read(conversation);
    if (line.startsWith("+OK")) {
      conversation.greeted(line.text().substring(3).strip());
      return;
    }
    throw refusal(line, Step.GREETING, "the server rejected the connection", "");
  }

  @Override
  public void upgrade(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    conversation.send(Step.CAPA, "CAPA");
    TextLine status = read(conversation);
    if (status.startsWith("+OK")) {
      readCapabilities(conversation);
    } else if (!always || !status.startsWith("-ERR")) {
      throw refusal(
          status,
          Step.CAPA,
          "the server refuses CAPA and so does not announce STLS",
          "use --starttls=always to ask for it anyway");
    }
    conversation.send(Step.STARTTLS, "STLS");
    TextLine answer = read(conversation);
    if (!answer.startsWith("+OK")) {
      throw refusal(answer, Step.STARTTLS, "the server refuses TLS", "");
    }
  }

  private void readCapabilities(Conversation conversation)
      throws IOException, MalformedReplyException, FailedException {
    List<String> capabilities = new ArrayList<>();
    boolean offered = false;
    TextLine line = TextLine.read(conversation);
    while (!line.text().equals(".")) {
      capabilities.add(line.text());
      offered |= new TextLine(line.text().strip()).startsWith("STLS");
      line = TextLine.read(conversation);
    }
    conversation.offered(capabilities);
    if (!offered && !always) {
      throw NoStartTls.of("STLS", conversation);
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
    conversation.send(Step.CAPA, "QUIT");
    read(conversation);
  }

  private static TextLine read(Conversation conversation)
      throws IOException, MalformedReplyException {
    conversation.lines().beginReply();
    return TextLine.read(conversation);
  }

  private static FailedException refusal(TextLine line, Step step, String what, String hint)
      throws MalformedReplyException {
    if (!line.startsWith("-ERR")) {
      throw line.unexpected();
    }
    String said = what + ": " + line.words();
    // RFC 3206 and RFC 2449 section 8.1.2: the response codes for failures that will pass.
    return line.contains("[SYS/TEMP]") || line.contains("[IN-USE]")
        ? new FailedException(step, Category.TEMPORARY, said, "try again later")
        : new FailedException(
            new Failure(
                step,
                Category.NO_TLS,
                said,
                hint.isEmpty() ? Optional.empty() : Optional.of(hint)));
  }
}
