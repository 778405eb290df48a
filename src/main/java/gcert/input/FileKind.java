package gcert.input;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What a path leads to, symbolic links followed. */
public enum FileKind {
  /** A file with content of its own. */
  REGULAR("a file"),
  /** A folder. */
  DIRECTORY("a directory"),
  /** A pipe with a name, or one of the process's own, as {@code <(…)} of a shell gives. */
  PIPE("a pipe"),
  /** A socket. */
  SOCKET("a socket"),
  /** A terminal, {@code /dev/zero}, a disk. */
  DEVICE("a device");

  private static final int TYPE = 0xf000;
  private static final int FIFO = 0x1000;
  private static final int SOCK = 0xc000;

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** With its article: {@code a pipe}. */
  public String words() {
    return words;
  }

  /**
   * Looks at what is there.
   *
   * @throws java.nio.file.NoSuchFileException when nothing is
   * @throws IOException when it cannot be looked at
   */
  public static FileKind of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isRegularFile()) {
      return REGULAR;
    }
    if (attributes.isDirectory()) {
      return DIRECTORY;
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:mode") instanceof Integer mode) {
      return switch (mode & TYPE) {
        case FIFO -> PIPE;
        case SOCK -> SOCKET;
        default -> DEVICE;
      };
    }
    return DEVICE;
  }
}
