package gcert.starttls;

import gcert.failure.Escaped;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads replies of SMTP and LMTP (RFC 5321 section 4.2.1).
 *
 * <p>Every line but the last has a hyphen after the code, the last a space or nothing. Each line
 * has to have the same code: a reply that changes its mind is not believed.
 */
final class ReplyReader {
  private final LineReader lines;
  private final ExchangeLog log;

  ReplyReader(LineReader lines, ExchangeLog log) {
    this.lines = lines;
    this.log = log;
  }

  /**
   * The next reply.
   *
   * @throws MalformedReplyException when it is none, or passes a bound
   * @throws IOException when the connection ends first
   */
  Reply read() throws IOException, MalformedReplyException {
    lines.beginReply();
    List<String> texts = new ArrayList<>();
    int code = 0;
    while (true) {
      byte[] line = lines.readLine();
      log.received(line);
      int lineCode = code(line);
      if (code != 0 && lineCode != code) {
        throw new MalformedReplyException("one reply has the codes " + code + " and " + lineCode);
      }
      code = lineCode;
      texts.add(line.length > 4 ? LineReader.text(line, 4, line.length - 4) : "");
      if (line.length == 3 || line[3] == ' ') {
        return new Reply(code, texts);
      }
    }
  }

  private static int code(byte[] line) throws MalformedReplyException {
    boolean code =
        line.length >= 3
            && line[0] >= '2'
            && line[0] <= '5'
            && isDigit(line[1])
            && isDigit(line[2])
            && (line.length == 3 || line[3] == ' ' || line[3] == '-');
    if (code) {
      return (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0';
    }
    Optional<RecognizedProtocol> recognized = RecognizedProtocol.of(line);
    if (recognized.isPresent() && recognized.get() != RecognizedProtocol.SMTP) {
      throw new MalformedReplyException(recognized.get());
    }
    throw new MalformedReplyException("a reply without a proper code: \"" + shown(line) + "\"");
  }

  private static String shown(byte[] line) {
    return Escaped.of(LineReader.text(line, 0, line.length), 60);
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }
}
