package gcert.target;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of targets, one per line, no further than it is asked to.
 *
 * <p>The list is UTF-8, with or without a byte order mark. A line ends with LF or CR LF. White
 * space around a target is dropped, and so is a comment: {@code #} at the start of a line or after
 * white space, and all that follows. Lines that are empty then are skipped. A line of any length
 * takes no more than {@value #LONGEST_LINE} octets of memory.
 *
 * <p>What begins with binary data is no list: {@code /dev/zero} has one line without end, a UTF-16
 * file nothing but lines that are wrong.
 */
public final class TargetLines implements Iterator<TargetLines.Line> {
  /** More than any target can have; a comment may be longer, and is cut. */
  private static final int LONGEST_LINE = 4096;

  /** How much is looked at to tell text from other things. */
  private static final int HEAD = 4096;

  /** How much is read at once where lines are only counted. */
  private static final int COUNTED_AT_ONCE = 64 * 1024;

  private final InputStream in;
  private final TargetParser parser;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private boolean cut;
  private long number;
  private long octets;
  private @Nullable Line next;

  /**
   * Reads from a stream, which it does not close.
   *
   * @param parser reads the single target
   */
  public TargetLines(InputStream in, TargetParser parser) {
    this.in = new BufferedInputStream(in);
    this.parser = parser;
  }

  /**
   * One line that is neither empty nor a comment.
   *
   * @param number counted from 1, empty lines and comments included
   * @param end how many octets of the list have been read with this line
   * @param target the target; empty when the line is none
   * @param fault what is wrong with the line, one clause; empty when it is a target
   */
  public record Line(long number, long end, Optional<Target> target, Optional<String> fault) {}

  /**
   * Whether there is another line.
   *
   * @throws UncheckedIOException when the list cannot be read any further
   */
  @Override
  public boolean hasNext() {
    if (number == 0) {
      requireText();
    }
    while (next == null && readLine()) {
      next = parse();
    }
    return next != null;
  }

  @Override
  public Line next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Line given = next;
    next = null;
    return given;
  }

  /**
   * Counts the lines of a list that are neither empty nor comments, without reading their targets.
   *
   * @param in the list from its beginning, read to its end and not closed
   */
  public static long count(InputStream in) throws IOException {
    InputStream octets = new BufferedInputStream(in, COUNTED_AT_ONCE);
    long lines = 0;
    boolean undecided = true;
    for (int octet = octets.read(); octet >= 0; octet = octets.read()) {
      if (octet == '\n') {
        undecided = true;
      } else if (undecided && !isBlank(octet)) {
        undecided = false;
        lines += octet == '#' ? 0 : 1;
      }
    }
    return lines;
  }

  /** White space, and the octets of a byte order mark, with which no target begins. */
  private static boolean isBlank(int octet) {
    return octet <= ' ' || octet == 0xef || octet == 0xbb || octet == 0xbf;
  }

  /** Looks at what can be read without waiting for more. */
  private void requireText() {
    byte[] head = new byte[HEAD];
    try {
      in.mark(HEAD);
      int read = in.read(head, 0, HEAD);
      in.reset();
      for (int i = 0; i < read; i++) {
        if (head[i] == 0) {
          boolean marked = (head[0] & 0xff) + (head[1] & 0xff) == 0xff + 0xfe;
          throw new IOException(
              marked ? "is UTF-16 text; save it as UTF-8" : "is not text: it holds NUL octets");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one line, and keeps as much of it as there is room for; false at the end. */
  private boolean readLine() {
    length = 0;
    cut = false;
    boolean any = false;
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        any = true;
        octets++;
        if (octet == '\n') {
          break;
        }
        if (length < line.length) {
          line[length++] = (byte) octet;
        } else {
          cut = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    number++;
    return any;
  }

  private @Nullable Line parse() {
    int from = number == 1 && startsWithByteOrderMark() ? 3 : 0;
    String text;
    try {
      int end = commentStart(from);
      boolean whole = !cut || end < length;
      if (!whole) {
        return bad("the line is longer than " + LONGEST_LINE + " octets");
      }
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line, from, end - from))
              .toString()
              .strip();
    } catch (CharacterCodingException e) {
      return bad("the line is not UTF-8");
    }
    if (text.isEmpty()) {
      return null;
    }
    try {
      return new Line(number, octets, Optional.of(parser.parse(text)), Optional.empty());
    } catch (MalformedTargetException e) {
      return bad(String.valueOf(e.getMessage()));
    }
  }

  private boolean startsWithByteOrderMark() {
    return length >= 3
        && line[0] == (byte) 0xef
        && line[1] == (byte) 0xbb
        && line[2] == (byte) 0xbf;
  }

  /** Where the comment begins, or the end of what was kept. */
  private int commentStart(int from) {
    for (int i = from; i < length; i++) {
      if (line[i] == '#' && (i == from || line[i - 1] == ' ' || line[i - 1] == '\t')) {
        return i;
      }
    }
    return length;
  }

  private Line bad(String fault) {
    return new Line(number, octets, Optional.empty(), Optional.of(fault));
  }
}
