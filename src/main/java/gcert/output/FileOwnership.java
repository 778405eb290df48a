package gcert.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns a file and who may do what with it, handed on to the file that takes its place.
 *
 * @param attributes those of the file that is replaced
 */
record FileOwnership(PosixFileAttributes attributes) {

  /** The ownership of a file; empty when there is none yet, or the system knows no such thing. */
  static Optional<FileOwnership> of(Path file) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix && Files.exists(file)
        ? Optional.of(new FileOwnership(Files.readAttributes(file, PosixFileAttributes.class)))
        : Optional.empty();
  }

  /**
   * Gives it to another file.
   *
   * <p>Owner and group come first, since a change of them takes permissions away. Only root can
   * give files to others. Where that fails and not everybody may read the file, whoever was meant
   * to would be locked out, or others let in: then it is better left as it was.
   */
  void give(Path fresh) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    boolean kept = true;
    if (!now.group().equals(attributes.group())) {
      kept = tries(() -> view.setGroup(attributes.group()));
    }
    if (!now.owner().equals(attributes.owner())) {
      kept &= tries(() -> view.setOwner(attributes.owner()));
    }
    if (!kept && isForSome(attributes.permissions())) {
      throw new FileSystemException(
          fresh.toString(),
          null,
          "its owner and group ("
              + attributes.owner().getName()
              + ":"
              + attributes.group().getName()
              + ") cannot be kept");
    }
    view.setPermissions(attributes.permissions());
  }

  private static boolean isForSome(Set<PosixFilePermission> permissions) {
    return !permissions.contains(PosixFilePermission.OTHERS_READ);
  }

  private interface Change {
    void make() throws IOException;
  }

  private static boolean tries(Change change) {
    try {
      change.make();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
