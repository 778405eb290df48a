package gcert.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.failure.IoFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The JSON lines of an earlier run, read for the targets that they report on.
 *
 * <p>A run that was killed may have left half a line at the end. It is cut off, so that what is
 * appended begins a line of its own; only a file that is gcert's own up to there is touched.
 */
public final class ResumeFile {
  private static final int BLOCK = 64 * 1024;

  private final Path path;
  private final Messages messages;

  public ResumeFile(Path path, Messages messages) {
    this.path = path;
    this.messages = messages;
  }

  /**
   * The texts of the targets in the file. A file that does not exist yet holds none.
   *
   * @param severalEach whether a target can have several lines: the last one is left out then,
   *     since nothing tells whether it has all of its lines
   * @throws LocalFaultException when the file cannot be read, or is not what gcert prints
   */
  public Set<String> targets(boolean severalEach) throws LocalFaultException {
    Set<String> targets = new HashSet<>();
    if (!Files.exists(path)) {
      return targets;
    }
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = endOfLastLine(file);
      String last = "";
      try (JsonParser json = new JsonFactory().createParser(upTo(end, file))) {
        while (json.nextToken() != null) {
          String target = readTarget(json);
          if (!target.isEmpty()) {
            targets.add(target);
            last = target;
          }
        }
      }
      if (severalEach) {
        targets.remove(last);
      }
      if (end < file.size()) {
        file.truncate(end);
        messages.mended(path, "an unfinished line at its end was cut off");
      }
      return targets;
    } catch (JsonProcessingException e) {
      throw notOurs(e.getLocation().getLineNr());
    } catch (IOException e) {
      throw new LocalFaultException(
          "--resume: " + Messages.printable(path.toString()) + ": " + IoFault.describe(e), e);
    }
  }

  /** The {@code target} of one object; empty text for an object about something else. */
  private String readTarget(JsonParser json) throws IOException, LocalFaultException {
    int line = json.currentLocation().getLineNr();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw notOurs(line);
    }
    String target = "";
    boolean ours = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("schema") && value == JsonToken.VALUE_STRING) {
        ours = json.getText().startsWith("gcert/");
      } else if (field.equals("target") && value == JsonToken.VALUE_STRING) {
        target = json.getText();
      } else {
        json.skipChildren();
      }
    }
    if (!ours) {
      throw notOurs(line);
    }
    return target;
  }

  private LocalFaultException notOurs(int line) {
    return new LocalFaultException(
        "--resume: "
            + Messages.printable(path.toString())
            + ": line "
            + line
            + ": is not the JSON of gcert");
  }

  private static InputStream upTo(long end, FileChannel file) throws IOException {
    file.position(0);
    InputStream in = Channels.newInputStream(file);
    return new InputStream() {
      private long left = end;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] octets, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(octets, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
      }
    };
  }

  /** The position after the last line feed. */
  private static long endOfLastLine(FileChannel file) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long to = file.size(); to > 0; to -= BLOCK) {
      long from = Math.max(0, to - BLOCK);
      block.clear().limit((int) (to - from));
      while (block.hasRemaining() && file.read(block, from + block.position()) >= 0) {
        // Until the block is full.
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return from + i + 1;
        }
      }
    }
    return 0;
  }
}
