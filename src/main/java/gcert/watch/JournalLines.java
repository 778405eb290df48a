package gcert.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a journal one after the other, of which no more than one is in memory. */
final class JournalLines implements AutoCloseable {
  /** A line holds all that is remembered of one place, which is bounded everywhere. */
  private static final int LONGEST = 16 * 1024 * 1024;

  private static final int BLOCK = 64 * 1024;

  private final InputStream in;
  private final byte[] block = new byte[BLOCK];
  private int from;
  private int to;
  private byte[] line = new byte[BLOCK];
  private int length;
  private boolean ended;
  private long position;

  private JournalLines(InputStream in) {
    this.in = in;
  }

  /** A line that nobody has written with gcert. */
  static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    LineTooLongException() {
      super("line too long");
    }
  }

  static JournalLines of(Path file) throws IOException {
    return new JournalLines(Files.newInputStream(file));
  }

  /** Goes to the next line; false behind the last. */
  boolean next() throws IOException {
    length = 0;
    ended = false;
    while (!ended && fill()) {
      int end = from;
      while (end < to && block[end] != '\n') {
        end++;
      }
      add(end - from);
      ended = end < to;
      position += end - from + (ended ? 1 : 0);
      from = ended ? end + 1 : end;
    }
    return ended || length > 0;
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(block));
    }
    return from < to;
  }

  private void add(int count) throws LineTooLongException {
    if (length + count > LONGEST) {
      throw new LineTooLongException();
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
    }
    System.arraycopy(block, from, line, length, count);
    length += count;
  }

  /** The octets of the line, of which the first {@link #length} are its own. */
  byte[] text() {
    return line;
  }

  int length() {
    return length;
  }

  /** Whether the line has a line feed. */
  boolean ended() {
    return ended;
  }

  /** How many octets have been read, that of the line feed included. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
