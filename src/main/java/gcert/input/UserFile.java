package gcert.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;

/** Opens and reads a file that a user named, whatever it turns out to be. */
public final class UserFile {
  private static final int MEBI = 1024 * 1024;

  private UserFile() {}

  /**
   * Reads a file whole.
   *
   * @param largest how many octets it may have
   * @throws IOException when it cannot be read, is a directory, is larger, or when a pipe or device
   *     does not end in {@link BoundedWait#USUAL}; the reason is one clause
   */
  public static byte[] read(Path file, int largest) throws IOException {
    return read(file, largest, BoundedWait.USUAL);
  }

  static byte[] read(Path file, int largest, Duration patience) throws IOException {
    FileKind kind = kindOf(file);
    if (kind == FileKind.REGULAR) {
      // A sparse file of many gigabytes is refused before it is read.
      if (Files.size(file) > largest) {
        throw tooLarge(file, largest);
      }
      return bounded(file, largest);
    }
    String late = "is " + kind.words() + " that did not end within " + seconds(patience);
    return BoundedWait.within(patience, file, late, () -> bounded(file, largest));
  }

  /**
   * Opens a file to read it bit by bit, the reader bounding what it takes.
   *
   * @throws IOException when it cannot be opened, is a directory, or is a pipe at whose other end
   *     nobody is within {@link BoundedWait#USUAL}
   */
  public static InputStream open(Path file) throws IOException {
    return open(file, BoundedWait.USUAL);
  }

  static InputStream open(Path file, Duration patience) throws IOException {
    FileKind kind = kindOf(file);
    if (kind == FileKind.REGULAR) {
      return Files.newInputStream(file);
    }
    String late = "is " + kind.words() + " that nobody wrote to within " + seconds(patience);
    return BoundedWait.within(patience, file, late, () -> Files.newInputStream(file));
  }

  /**
   * Whether there is no file of that name yet, nor anything else.
   *
   * @throws NotDirectoryException when a part of its path is a file, which some versions of Java
   *     take for a file that is not there
   */
  public static boolean isAbsent(Path file) throws NotDirectoryException {
    Path part = file.toAbsolutePath().getParent();
    while (part != null && !Files.isDirectory(part)) {
      if (Files.exists(part)) {
        throw new NotDirectoryException(file.toString());
      }
      part = part.getParent();
    }
    return Files.notExists(file);
  }

  /**
   * Refuses what is no regular file, for files that are written to as well.
   *
   * @throws IOException when there is something, and it is not a regular file
   */
  public static void requireRegular(Path file) throws IOException {
    FileKind kind = kindOf(file);
    if (kind != FileKind.REGULAR) {
      throw new FileSystemException(
          file.toString(), null, "is " + kind.words() + ", not a regular file");
    }
  }

  private static FileKind kindOf(Path file) throws IOException {
    FileKind kind = FileKind.of(file);
    if (kind == FileKind.DIRECTORY) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    return kind;
  }

  private static byte[] bounded(Path file, int largest) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(largest + 1);
      if (content.length > largest) {
        throw tooLarge(file, largest);
      }
      return content;
    }
  }

  private static FileSystemException tooLarge(Path file, int largest) {
    String bound = largest >= MEBI ? largest / MEBI + " MiB" : largest / 1024 + " KiB";
    return new FileSystemException(file.toString(), null, "larger than " + bound);
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
