package gcert.app.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.output.SymbolicLinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The JSON lines of an earlier run, read for the targets that they report on.
 *
 * <p>A run that was killed may have left half a line at the end. It is cut off, so that what is
 * appended begins a line of its own; but only where every line before it is gcert's, and where it
 * begins as gcert's lines do. Any other file is refused and left as it is.
 */
public final class ResumeFile {
  private static final int BLOCK = 64 * 1024;

  /** The lines of which commands the file may have; those of others are no sign of work done. */
  public enum Family {
    /** Those of {@code fetch} and {@code check}. */
    RESULTS("gcert/"),
    /** Those of {@code peek}. */
    PEEK("gcert-peek/");

    private final String schema;

    Family(String schema) {
      this.schema = schema;
    }

    /** How their lines begin. */
    private String beginning() {
      return "{\"schema\":\"" + schema;
    }
  }

  private final Path path;
  private final Family family;
  private final RunNotices notices;
  private final Map<String, Integer> visits = new HashMap<>();
  private String last = "";
  private int worst = ExitCode.OK;

  /**
   * Makes one.
   *
   * @param family whose lines it has
   * @param notices hear of an end that is put right
   */
  public ResumeFile(Path path, Family family, RunNotices notices) {
    this.family = family;
    this.path = path;
    this.notices = notices;
  }

  /**
   * What the file holds. A file that does not exist yet holds nothing.
   *
   * @param severalEach whether a target can have several lines. Those that stand together count as
   *     one visit then, and the last of them as none, since nothing tells whether it has all of its
   *     lines
   * @throws LocalFaultException when the file cannot be read, or is not what gcert prints
   */
  public EarlierRun read(boolean severalEach) throws LocalFaultException {
    try {
      if (UserFile.isAbsent(path)) {
        return EarlierRun.none();
      }
      Path unused = SymbolicLinks.followed(path);
      UserFile.requireRegular(path);
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
        long end = endOfLastLine(file);
        readLines(file, end, severalEach);
        readEnd(file, end, severalEach);
      }
    } catch (JsonProcessingException e) {
      throw notOurs(e.getLocation() == null ? 1 : e.getLocation().getLineNr());
    } catch (IOException e) {
      throw fault(e);
    }
    if (severalEach && !last.isEmpty()) {
      visits.merge(last, -1, Integer::sum);
    }
    return new EarlierRun(visits, worst);
  }

  private void readLines(FileChannel file, long end, boolean severalEach)
      throws IOException, LocalFaultException {
    try (JsonParser json = new JsonFactory().createParser(upTo(end, file))) {
      while (json.nextToken() != null) {
        take(json, severalEach);
      }
    }
  }

  /** What stands behind the last line feed: nothing, a line without its end, or half a line. */
  private void readEnd(FileChannel file, long end, boolean severalEach)
      throws IOException, LocalFaultException {
    long torn = file.size() - end;
    if (torn == 0) {
      return;
    }
    String begin = beginning(file, end);
    if (!begin.startsWith(family.beginning()) && !family.beginning().startsWith(begin)) {
      throw new LocalFaultException(
          place() + "does not end in a line of gcert's JSON; not changed");
    }
    try (FileChannel writing = FileChannel.open(path, StandardOpenOption.WRITE)) {
      if (isWhole(file, end, severalEach)) {
        writing.position(file.size());
        writing.write(ByteBuffer.wrap(new byte[] {'\n'}));
        notices.mended(path, "the last line had no line feed; it was added");
      } else {
        writing.truncate(end);
        notices.mended(path, "an unfinished line at its end was cut off, " + torn + " octets");
      }
    } catch (AccessDeniedException e) {
      // Who may only read the file appends to another.
      return;
    }
  }

  /** Whether the last line lacks nothing but its line feed; then it is taken. */
  private boolean isWhole(FileChannel file, long from, boolean severalEach)
      throws IOException, LocalFaultException {
    file.position(from);
    try (JsonParser json =
        new JsonFactory().createParser(upTo(file.size() - from, file.position(from)))) {
      json.nextToken();
      json.skipChildren();
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        return false;
      }
    } catch (JsonProcessingException e) {
      return false;
    }
    try (JsonParser json =
        new JsonFactory().createParser(upTo(file.size() - from, file.position(from)))) {
      json.nextToken();
      take(json, severalEach);
      return true;
    }
  }

  /** Counts one object. */
  private void take(JsonParser json, boolean severalEach) throws IOException, LocalFaultException {
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
        ours = json.getText().startsWith(family.schema);
      } else if (field.equals("target") && value == JsonToken.VALUE_STRING) {
        target = json.getText();
      } else if (field.equals("exit_code") && value == JsonToken.VALUE_NUMBER_INT) {
        int code = json.getIntValue();
        worst = ExitCode.isKnown(code) ? ExitCode.worse(worst, code) : worst;
      } else if (field.equals("rotation") && value == JsonToken.START_OBJECT) {
        takeRotation(json);
      } else {
        json.skipChildren();
      }
    }
    if (!ours) {
      throw notOurs(line);
    }
    if (!target.isEmpty()) {
      boolean another = !severalEach || !target.equals(last);
      visits.merge(target, another ? 1 : 0, Integer::sum);
      last = target;
    }
  }

  /** The object on a host's certificates as a whole: a mismatch has an exit code of its own. */
  private void takeRotation(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("verdict")
          && value == JsonToken.VALUE_STRING
          && json.getText().equals("mismatch")) {
        worst = ExitCode.worse(worst, ExitCode.DIFFERS);
      }
      json.skipChildren();
    }
  }

  private String place() {
    return Escaped.of(path.toString()) + ": ";
  }

  private LocalFaultException notOurs(int line) {
    return new LocalFaultException(
        place() + "line " + line + ": is not JSON written by gcert; not changed");
  }

  private LocalFaultException fault(IOException e) {
    return new LocalFaultException(place() + IoFault.describe(e), e);
  }

  private String beginning(FileChannel file, long from) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(family.beginning().length());
    while (block.hasRemaining() && file.read(block, from + block.position()) >= 0) {
      // Until the block is full, or the file ends.
    }
    return new String(block.array(), 0, block.position(), StandardCharsets.ISO_8859_1);
  }

  private static InputStream upTo(long length, FileChannel file) {
    InputStream in = Channels.newInputStream(file);
    return new InputStream() {
      private long left = length;

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
