package gcert.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Follows symbolic links to the file that is to be replaced.
 *
 * <p>In a folder in which everybody may write, such as {@code /tmp}, anybody can lay a link that
 * leads to a file of somebody else's. There a link is followed only when the user, root or the
 * owner of the folder has made it, as Linux has it for files that are opened ({@code
 * protected_symlinks}). The system does not see to it where a file is replaced and not opened, and
 * not everywhere where one is opened.
 */
public final class SymbolicLinks {
  private static final int MOST = 40;
  private static final int STICKY_AND_WRITABLE_BY_ALL = 01002;
  private static final Path SELF = Path.of("/proc/self");

  private SymbolicLinks() {}

  /**
   * The file at the end of all links.
   *
   * @throws FileSystemException when a link is not to be trusted, or there are too many
   */
  public static Path followed(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST) {
        throw new FileSystemException(file.toString(), null, "too many symbolic links");
      }
      Path folder = folderOf(target);
      if (!isTrusted(target, folder)) {
        throw new FileSystemException(
            file.toString(),
            null,
            "is a symbolic link that another user has made, in a folder where everybody may write");
      }
      target = folder.resolve(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static boolean isTrusted(Path link, Path folder) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
      return true;
    }
    if ((number(folder, "mode") & STICKY_AND_WRITABLE_BY_ALL) != STICKY_AND_WRITABLE_BY_ALL) {
      return true;
    }
    int owner = (int) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return owner == 0
        || owner == number(folder, "uid")
        || (Files.exists(SELF) && owner == number(SELF, "uid"))
        || (!Files.exists(SELF) && isOfThisUser(link));
  }

  private static int number(Path file, String attribute) throws IOException {
    return (int) Files.getAttribute(file, "unix:" + attribute);
  }

  private static boolean isOfThisUser(Path link) throws IOException {
    String owner = Files.getOwner(link, LinkOption.NOFOLLOW_LINKS).getName();
    return Objects.equals(owner, System.getProperty("user.name"));
  }

  /** The folder in which a file stands. */
  static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
