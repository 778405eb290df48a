package gcert.starttls;

import gcert.failure.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Both directions of one dialogue, with the memory of how far it got. Used by one thread.
 *
 * <p>A {@link Dialogue} speaks through it and leaves the greeting and the capabilities in it as
 * they come, so that they are known even when the dialogue ends badly.
 */
public final class Conversation {
  private final LineReader lines;
  private final OutputStream out;
  private final DialogueLog log;
  private Step step = Step.GREETING;
  private String awaited = "the greeting";
  private String greeting = "";
  private List<String> capabilities = List.of();
  private String alreadySent = "";

  /** Makes one over the streams of a connection. */
  public Conversation(InputStream in, OutputStream out, DialogueLog log) {
    this.lines = new LineReader(in);
    this.out = out;
    this.log = log;
  }

  /** The step that the dialogue is in. */
  public Step step() {
    return step;
  }

  /** What the dialogue is waiting for, as a message names it: {@code the reply to EHLO}. */
  public String awaited() {
    return awaited;
  }

  /** The text of the greeting, unescaped; empty before it came. */
  public String greeting() {
    return greeting;
  }

  /** The capability lines, unescaped; empty before they came. */
  public List<String> capabilities() {
    return capabilities;
  }

  /**
   * Waits until the server has said something.
   *
   * @throws IOException when the connection ends or its time is up
   * @throws MalformedReplyException when it begins with a TLS record
   */
  public void awaitAnything() throws IOException, MalformedReplyException {
    lines.awaitAnything();
  }

  /**
   * Sends a command before its turn, to make a silent server show what it is. When the dialogue
   * comes to that command it is not sent again.
   *
   * @throws IOException when the connection is broken
   */
  public void sendEarly(String command) throws IOException {
    write(command);
    alreadySent = command;
  }

  /** The octets that arrived and were not asked for. */
  public int pending() throws IOException {
    return lines.pending();
  }

  LineReader lines() {
    return lines;
  }

  DialogueLog log() {
    return log;
  }

  void greeted(String text) {
    greeting = text;
  }

  void offered(List<String> keywords) {
    capabilities = List.copyOf(keywords);
  }

  /** Sends a command; from now on its reply is awaited. */
  void send(Step next, String command) throws IOException {
    step = next;
    int space = command.indexOf(' ');
    awaited = "the reply to " + (space < 0 ? command : command.substring(0, space));
    if (command.equals(alreadySent)) {
      alreadySent = "";
      return;
    }
    write(command);
  }

  /** Sends a command whose first word is a tag (IMAP). */
  void sendTagged(Step next, String tag, String command) throws IOException {
    send(next, tag + " " + command);
    awaited = "the reply to " + command;
  }

  private void write(String command) throws IOException {
    log.sent(command);
    out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
