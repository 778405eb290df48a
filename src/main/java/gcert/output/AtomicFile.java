package gcert.output;

import gcert.input.BoundedWait;
import gcert.input.FileKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a file by another content so that a reader sees the old or the new, never a part.
 *
 * <p>The new content goes to a file of its own in the same directory, is flushed to the disk, and
 * is renamed over the old one; then the directory is flushed. What a killed run has left of such a
 * file the next run sweeps away. A symbolic link is followed: the file that it leads to is
 * replaced, the link stays. A pipe or a device cannot be replaced; it is written to.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Gives a file new content, if that differs from what it holds. Permissions, owner and group of
   * an existing file are kept; a new one has those that the process gives new files.
   *
   * @return whether the file was written; false when it held that content already
   * @throws IOException when the file cannot be replaced; it is then as it was, and nothing is left
   *     beside it
   */
  public static boolean replace(Path file, byte[] content) throws IOException {
    Path target = SymbolicLinks.followed(file);
    if (Files.exists(file)) {
      // Of the file as it was named: the link of a process's own stream leads to what has no name.
      FileKind kind = FileKind.of(file);
      if (kind == FileKind.DIRECTORY) {
        throw new FileSystemException(file.toString(), null, "is a directory");
      }
      if (kind != FileKind.REGULAR) {
        writeInto(file, kind, content);
        return true;
      }
    }
    if (Files.exists(target)) {
      BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
      if (holds(target, attributes, content)) {
        return false;
      }
    }
    Path folder = SymbolicLinks.folderOf(target);
    requireFolder(folder);
    renameFreshFile(target, folder, content);
    flush(folder);
    return true;
  }

  /** The system says "no such file", whichever of the folders of a path it is that is none. */
  private static void requireFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    for (Path part = folder; part != null; part = part.getParent()) {
      if (Files.exists(part) && !Files.isDirectory(part)) {
        throw new FileSystemException(folder.toString(), null, part + " is not a directory");
      }
    }
    throw new NoSuchFileException(folder.toString());
  }

  /** One at a time in this process, since locks on files belong to processes, not to threads. */
  private static synchronized void renameFreshFile(Path target, Path folder, byte[] content)
      throws IOException {
    Optional<FileOwnership> standing = FileOwnership.of(target);
    try (FreshFile fresh = FreshFile.beside(target, folder, standing.isPresent())) {
      fresh.write(content);
      if (standing.isPresent()) {
        standing.get().give(fresh.path());
      }
      move(fresh.path(), target);
    }
  }

  private static boolean holds(Path target, BasicFileAttributes attributes, byte[] content)
      throws IOException {
    return attributes.size() == content.length
        && Files.isReadable(target)
        && Arrays.equals(Files.readAllBytes(target), content);
  }

  /** A pipe that nobody reads would be waited for until somebody does. */
  private static void writeInto(Path device, FileKind kind, byte[] content) throws IOException {
    String late = "is " + kind.words() + " that did not take what was written";
    var unused =
        BoundedWait.within(
            BoundedWait.USUAL,
            device,
            late,
            () -> {
              try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
                FreshFile.writeAll(channel, content);
              }
              return content;
            });
  }

  private static void move(Path fresh, Path target) throws IOException {
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new FileSystemException(
          target.toString(), null, "this file system cannot replace a file atomically");
    } catch (FileSystemException e) {
      if (MountPoints.contain(target)) {
        throw new FileSystemException(
            target.toString(),
            null,
            "is mounted by itself and cannot be replaced; mount its folder instead");
      }
      throw e;
    }
  }

  /** Not every platform can open a directory; where it cannot, the rename needs no flush. */
  private static void flush(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, Set.of(StandardOpenOption.READ))) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }
}
