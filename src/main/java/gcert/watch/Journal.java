package gcert.watch;

import gcert.input.UserFile;
import gcert.output.AtomicFile;
import gcert.watch.JournalLines.LineTooLongException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file to which one line is added for each thing to remember.
 *
 * <p>A line is written with one call and flushed to the disk before anything follows from it, so a
 * process killed at any moment leaves whole lines and at most the beginning of one more. That
 * beginning was never acted on; it is cut off when the file is next opened for writing.
 */
final class Journal implements AutoCloseable {
  private final FileChannel channel;

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * What a journal holds.
   *
   * @param state the lines put together
   * @param lines how many there are
   * @param whole how many octets the whole lines take
   * @param length how many octets there are
   * @param unended whether the last whole line lacks nothing but its end
   */
  record Content(WatchState state, int lines, long whole, long length, boolean unended) {}

  /**
   * Reads a journal line by line; one that does not exist holds nothing.
   *
   * @throws StateException when a line is damaged, or of a newer version
   * @throws IOException when the file cannot be read
   */
  static Content read(Path file) throws StateException, IOException {
    JournalEntryReader reader = new JournalEntryReader();
    WatchState state = new WatchState();
    int count = 0;
    long start = 0;
    if (!Files.exists(file)) {
      return new Content(state, count, start, start, false);
    }
    UserFile.requireRegular(file);
    try (JournalLines lines = JournalLines.of(file)) {
      while (lines.next()) {
        try {
          state.apply(reader.read(lines.text(), 0, lines.length()));
        } catch (NewerJournalException e) {
          throw new StateException(
              file + ":" + (count + 1) + ": " + e.getMessage() + "; use that, or another --state");
        } catch (MalformedJournalException e) {
          if (!lines.ended() && begins(lines, count > 0)) {
            return new Content(state, count, start, lines.position(), false);
          }
          throw new StateException(
              file
                  + ":"
                  + (count + 1)
                  + ": the line "
                  + e.getMessage()
                  + "; the state is damaged: restore the file, or take the line out of it");
        }
        count++;
        start = lines.position();
        if (!lines.ended()) {
          return new Content(state, count, start, start, true);
        }
      }
    } catch (LineTooLongException e) {
      throw new StateException(
          file + ":" + (count + 1) + ": the line is longer than any that gcert writes");
    }
    return new Content(state, count, start, start, false);
  }

  /**
   * Whether half a line is one that gcert began: anything else is not gcert's to cut off. Behind
   * gcert's own lines a file system may have left zeros when the machine died.
   */
  private static boolean begins(JournalLines lines, boolean behindOwn) {
    if (behindOwn && lines.text()[0] == 0) {
      return true;
    }
    int known = Math.min(lines.length(), JournalEntryWriter.BEGINNING.length());
    String begin = new String(lines.text(), 0, known, StandardCharsets.ISO_8859_1);
    return JournalEntryWriter.BEGINNING.startsWith(begin);
  }

  /** Opens a journal to add to it, after mending its end; says in a word what it mended. */
  static Opened open(Path file, Content content) throws IOException {
    if (!Files.exists(file)) {
      AtomicFile.replace(file, new byte[0]);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      Optional<String> mended = mend(channel, content);
      return new Opened(new Journal(channel), mended);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * A journal open for writing.
   *
   * @param journal the journal
   * @param mended what was wrong with its end; empty when nothing was
   */
  record Opened(Journal journal, Optional<String> mended) {}

  private static Optional<String> mend(FileChannel channel, Content content) throws IOException {
    channel.position(content.whole());
    if (content.whole() == content.length() && !content.unended()) {
      return Optional.empty();
    }
    if (content.unended()) {
      writeAll(channel, new byte[] {'\n'});
      channel.force(true);
      return Optional.of("the last line had no line feed; it was added");
    }
    channel.truncate(content.whole());
    channel.force(true);
    long octets = content.length() - content.whole();
    return Optional.of(
        "the last line was cut short when it was written; its " + octets + " octets are taken out");
  }

  /** Adds a line and flushes it to the disk. */
  void append(JournalEntry entry) throws IOException {
    long before = channel.position();
    try {
      writeAll(channel, JournalEntryWriter.line(entry));
      channel.force(false);
    } catch (IOException e) {
      restore(before);
      throw e;
    }
  }

  /**
   * After a full disk: what was written of the line is taken back, so that a next one can follow.
   */
  private void restore(long length) throws IOException {
    channel.truncate(length);
    channel.position(length);
  }

  /** Replaces the whole file by the fewest lines that say the same. */
  static void compact(Path file, WatchState state) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (JournalEntry entry : state.entries()) {
      all.writeBytes(JournalEntryWriter.line(entry));
    }
    AtomicFile.replace(file, all.toByteArray());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
