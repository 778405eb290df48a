package gcert.starttls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lines and literals from a server, with a bound on each line and on each reply.
 *
 * <p>A line ends with CRLF; a bare LF is tolerated, since no valid text holds one. RFC 5321 section
 * 4.5.3.1.5 allows 512 octets a line; real servers exceed it, so eight times that is read.
 */
final class LineReader {
  /** The longest line, without its end. */
  static final int MAX_LINE = 4096;

  /** The most octets of one reply. */
  static final int MAX_REPLY = 64 * 1024;

  /** The most lines of one reply. */
  static final int MAX_LINES = 512;

  private final InputStream in;
  private final byte[] buffer = new byte[8192];
  private byte[] line = new byte[256];
  private int at;
  private int end;
  private int octetsLeft = MAX_REPLY;
  private int linesLeft = MAX_LINES;
  private boolean anything;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Begins another reply: the bounds on octets and lines count anew. */
  void beginReply() {
    octetsLeft = MAX_REPLY;
    linesLeft = MAX_LINES;
  }

  /**
   * The next line without its end.
   *
   * @throws EOFException when the connection ends before the line does
   * @throws MalformedReplyException when a bound is passed
   */
  byte[] readLine() throws IOException, MalformedReplyException {
    if (--linesLeft < 0) {
      throw new MalformedReplyException("a reply of more than " + MAX_LINES + " lines");
    }
    int length = 0;
    while (true) {
      byte octet = next();
      if (octet == '\n') {
        int kept = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Arrays.copyOf(line, kept);
      }
      // One more than the limit is kept, for the CR of a line of just that length.
      if (length > MAX_LINE || (length == MAX_LINE && octet != '\r')) {
        throw new MalformedReplyException("a line of more than " + MAX_LINE + " octets");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(2 * length, MAX_LINE + 1));
      }
      line[length++] = octet;
    }
  }

  /**
   * Exactly {@code count} octets: a literal.
   *
   * @throws EOFException when the connection ends before
   * @throws MalformedReplyException when they exceed the bound on a reply
   */
  byte[] readOctets(int count) throws IOException, MalformedReplyException {
    if (count > octetsLeft) {
      throw tooLong();
    }
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = next();
    }
    return octets;
  }

  /** The octets that have arrived and were not asked for yet. */
  int pending() throws IOException {
    return end - at + in.available();
  }

  /** Whether the server has sent anything at all. */
  boolean anythingReceived() {
    return anything;
  }

  private byte next() throws IOException, MalformedReplyException {
    if (at == end) {
      fill();
    }
    if (--octetsLeft < 0) {
      throw tooLong();
    }
    return buffer[at++];
  }

  private void fill() throws IOException, MalformedReplyException {
    int count = in.read(buffer, 0, buffer.length);
    if (count < 0) {
      throw new EOFException();
    }
    if (!anything && RecognizedProtocol.beginsRecord(buffer[0])) {
      // A TLS record has no line end to wait for.
      throw new MalformedReplyException(RecognizedProtocol.TLS);
    }
    anything = true;
    at = 0;
    end = count;
  }

  private static MalformedReplyException tooLong() {
    return new MalformedReplyException("a reply of more than " + MAX_REPLY / 1024 + " KiB");
  }

  /** The text of a line: UTF-8 (RFC 6531) where it is that, else one character an octet. */
  static String text(byte[] octets, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (octets[i] < 0) {
        return decode(octets, offset, length);
      }
    }
    return new String(octets, offset, length, StandardCharsets.ISO_8859_1);
  }

  private static String decode(byte[] octets, int offset, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets, offset, length))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(octets, offset, length, StandardCharsets.ISO_8859_1);
    }
  }
}
