package gcert.http;

import gcert.failure.Escaped;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one answer of HTTP/1.1 (RFC 9112) and no more than allowed. */
final class AnswerReader {
  private static final int LARGEST_HEAD = 16 * 1024;
  private static final int MOST_INTERIM = 8;
  private static final int CHUNK = 8192;

  private final InputStream in;
  private final int largest;
  private int headLeft = LARGEST_HEAD;

  /**
   * Reads from a stream.
   *
   * @param largest how many octets of content are taken
   */
  AnswerReader(InputStream in, int largest) {
    this.in = in;
    this.largest = largest;
  }

  /**
   * The answer, once it is there in full; interim ones (RFC 9110 section 15.2) are skipped.
   *
   * @throws MalformedAnswerException when it is none, or too large
   * @throws EOFException when it is cut short
   */
  HttpAnswer read() throws IOException {
    for (int i = 0; i <= MOST_INTERIM; i++) {
      int status = status(line());
      Map<String, String> headers = fields();
      if (status >= 200) {
        return new HttpAnswer(status, headers, body(status, headers));
      }
    }
    throw new MalformedAnswerException("the answer never comes to its end");
  }

  private static int status(String line) throws MalformedAnswerException {
    // "HTTP/1.1 200 OK"
    if (line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ') {
      int status = 0;
      for (int i = 9; i < 12; i++) {
        int digit = line.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          status = 0;
          break;
        }
        status = status * 10 + digit;
      }
      if (status >= 100 && (line.length() == 12 || line.charAt(12) == ' ')) {
        return status;
      }
    }
    throw new MalformedAnswerException("the answer is not HTTP: \"" + Escaped.of(line, 60) + "\"");
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new MalformedAnswerException(
            "malformed header field: \"" + Escaped.of(line, 60) + "\"");
      }
      fields.merge(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (first, next) -> first + ", " + next);
    }
    return fields;
  }

  private byte[] body(int status, Map<String, String> headers) throws IOException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    String coding = headers.getOrDefault("transfer-encoding", "");
    if (coding.equalsIgnoreCase("chunked")) {
      return chunks();
    }
    if (!coding.isEmpty()) {
      throw new MalformedAnswerException(
          "the answer is coded in a way that is not known: " + Escaped.of(coding, 40));
    }
    String length = headers.get("content-length");
    if (length == null) {
      return untilTheEnd();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    take(number(length, 10), body);
    return body.toByteArray();
  }

  private byte[] untilTheEnd() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      body.write(chunk, 0, count);
      if (body.size() > largest) {
        throw tooLarge();
      }
    }
    return body.toByteArray();
  }

  /** RFC 9112 section 7.1; extensions and trailers are skipped. */
  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      // What the lines between the chunks take is bounded for each, by the size of the whole.
      headLeft = LARGEST_HEAD;
      String line = line();
      int extension = line.indexOf(';');
      int size = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
      if (size == 0) {
        fields();
        return body.toByteArray();
      }
      take(size, body);
      if (!line().isEmpty()) {
        throw new MalformedAnswerException("a chunk of the answer has another size than it says");
      }
    }
  }

  private void take(int count, ByteArrayOutputStream body) throws IOException {
    if (count > largest - body.size()) {
      throw tooLarge();
    }
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException();
    }
    body.writeBytes(octets);
  }

  private int number(String text, int radix) throws MalformedAnswerException {
    long number = 0;
    for (int i = 0; i < text.length() && number <= largest; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0 || text.charAt(i) > 'f') {
        number = -1;
        break;
      }
      number = number * radix + digit;
    }
    if (number < 0 || text.isEmpty()) {
      throw new MalformedAnswerException("the answer's length is malformed");
    }
    if (number > largest) {
      throw tooLarge();
    }
    return (int) number;
  }

  private MalformedAnswerException tooLarge() {
    return new MalformedAnswerException("the answer is larger than " + largest + " octets");
  }

  /** A line without its end. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException();
      }
      if (--headLeft < 0) {
        throw new MalformedAnswerException(
            "the head of the answer is larger than " + LARGEST_HEAD / 1024 + " KiB");
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
