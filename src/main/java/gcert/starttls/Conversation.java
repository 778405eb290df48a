package gcert.starttls;

import gcert.failure.Step;
import gcert.trace.ExchangeLog;
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
  private final ExchangeLog log;
  private Step step = Step.GREETING;
  private String awaited = "the greeting";
  private String greeting = "";
  private List<String> capabilities = List.of();

  /** Makes one over the streams of a connection. */
  public Conversation(InputStream in, OutputStream out, ExchangeLog log) {
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

  /** Whether the server has sent anything at all. */
  public boolean anythingReceived() {
    return lines.anythingReceived();
  }

  /** The octets that arrived and were not asked for. */
  public int pending() throws IOException {
    return lines.pending();
  }

  LineReader lines() {
    return lines;
  }

  ExchangeLog log() {
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
