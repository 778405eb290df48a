package gcert.starttls;

import gcert.failure.Escaped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One line of IMAP, POP3 or ManageSieve, the literals in it included.
 *
 * @param text the line; a literal stands in it in place of its length
 */
record TextLine(String text) {
  private static final int SHOWN = 300;

  /** Reads a line without literals. */
  static TextLine read(Conversation conversation) throws IOException, MalformedReplyException {
    return new TextLine(part(conversation));
  }

  /**
   * Reads a line in which <code>{n}</code> or <code>{n+}</code> at the end of a part announces
   * {@code n} octets that follow the line's end (RFC 9051 section 4.3, RFC 5804 section 1.2).
   */
  static TextLine readWithLiterals(Conversation conversation)
      throws IOException, MalformedReplyException {
    StringBuilder text = new StringBuilder();
    while (true) {
      String part = part(conversation);
      int open = part.lastIndexOf('{');
      int length = open < 0 ? -1 : literalLength(part, open);
      if (length < 0) {
        return new TextLine(text.append(part).toString());
      }
      byte[] literal = conversation.lines().readOctets(length);
      conversation.log().received(literal);
      text.append(part, 0, open)
          .append('"')
          .append(LineReader.text(literal, 0, length))
          .append('"');
    }
  }

  private static String part(Conversation conversation)
      throws IOException, MalformedReplyException {
    byte[] line = conversation.lines().readLine();
    conversation.log().received(line);
    return LineReader.text(line, 0, line.length);
  }

  /** The number in <code>{n}</code> or <code>{n+}</code> at the end of a line, or -1. */
  private static int literalLength(String line, int open) throws MalformedReplyException {
    int end = line.length() - 1;
    if (line.charAt(end) != '}') {
      return -1;
    }
    int digitsEnd = line.charAt(end - 1) == '+' ? end - 1 : end;
    if (digitsEnd <= open + 1) {
      return -1;
    }
    int length = 0;
    for (int i = open + 1; i < digitsEnd; i++) {
      char c = line.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      length = length * 10 + c - '0';
      if (length > LineReader.MAX_REPLY) {
        throw new MalformedReplyException("a literal of " + Escaped.of(line.substring(open), 40));
      }
    }
    return length;
  }

  /** Whether the line is a word, or begins with it and a space; the case does not matter. */
  boolean startsWith(String word) {
    return text.regionMatches(true, 0, word, 0, word.length())
        && (text.length() == word.length() || text.charAt(word.length()) == ' ');
  }

  /** Whether a response code stands in the line, such as {@code [UNAVAILABLE]}. */
  boolean contains(String code) {
    for (int at = 0; at + code.length() <= text.length(); at++) {
      if (text.regionMatches(true, at, code, 0, code.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the words that spaces divide is {@code word}, in any case. */
  boolean hasWord(String word) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      if (end - at == word.length() && text.regionMatches(true, at, word, 0, word.length())) {
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  /** The line for a message: escaped, and cut when it is very long. */
  String words() {
    return Escaped.of(text.strip(), SHOWN);
  }

  /** What to throw when the line is not what the protocol has here. */
  MalformedReplyException unexpected() {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return RecognizedProtocol.of(octets)
        .map(MalformedReplyException::new)
        .orElseGet(
            () ->
                new MalformedReplyException(
                    "an unexpected line: \"" + Escaped.of(text, 60) + "\""));
  }
}
