package gcert.starttls;

import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a mail host under TLS whether it keeps a demand for TLS along the whole way (REQUIRETLS, RFC
 * 8689 section 2): it says so only there.
 */
public final class RequireTlsQuestion {
  private RequireTlsQuestion() {}

  /**
   * Asks.
   *
   * @param in what the server says under TLS; its deadline is that of the connection
   * @param helo how the client introduces itself
   * @return empty when the server gives no proper answer
   */
  public static Optional<Boolean> ask(
      InputStream in, OutputStream out, String helo, ExchangeLog log) {
    try {
      out.write(("EHLO " + helo + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      Reply reply = new ReplyReader(new LineReader(in), log).read();
      return reply.code() == 250
          ? Optional.of(
              reply.lines().stream()
                  .skip(1)
                  .anyMatch(line -> line.toUpperCase(Locale.ROOT).strip().equals("REQUIRETLS")))
          : Optional.empty();
    } catch (IOException | MalformedReplyException e) {
      // Whatever it is, it is no answer.
      return Optional.empty();
    }
  }
}
