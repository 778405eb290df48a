package gcert.starttls;

import gcert.trace.ExchangeLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A conversation with a server whose every word is known beforehand. */
final class Scripted {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final Conversation conversation;

  private Scripted(InputStream in) {
    this.conversation = new Conversation(in, sent, ExchangeLog.SILENT);
  }

  /** The server's words, one line each. */
  static Scripted lines(String... lines) {
    return octets((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  static Scripted octets(byte[] octets) {
    return new Scripted(new ByteArrayInputStream(octets));
  }

  static Scripted stream(InputStream in) {
    return new Scripted(in);
  }

  Conversation conversation() {
    return conversation;
  }

  /** What the client said. */
  String sent() {
    return sent.toString(StandardCharsets.US_ASCII);
  }

  Reply readReply() throws Exception {
    return new ReplyReader(conversation.lines(), conversation.log()).read();
  }
}
