package gcert.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message handed to a mail server of this machine, over SMTP in clear. */
final class Submission {
  private Submission() {}

  /**
   * One transaction with many recipients (RFC 5321 section 3.3), all of it sent at a stretch.
   *
   * @param port of 127.0.0.1
   * @throws IllegalStateException when the server does not take it
   */
  static void send(int port, List<String> recipients) {
    StringBuilder dialogue = new StringBuilder("EHLO test.invalid\r\nMAIL FROM:<>\r\n");
    recipients.forEach(to -> dialogue.append("RCPT TO:<").append(to).append(">\r\n"));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(dialogue.toString().getBytes(StandardCharsets.US_ASCII));
      socket
          .getOutputStream()
          .write("DATA\r\nSubject: test\r\n\r\n.\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!said.contains("\r\n250 2.0.0 Ok: queued as") && !said.contains("\r\n250 OK id=")) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
