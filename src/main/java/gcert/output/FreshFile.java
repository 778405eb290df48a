package gcert.output;

import gcert.failure.Escaped;
import gcert.failure.IoFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file beside another that holds its new content until it is renamed.
 *
 * <p>It is locked for as long as the process that writes it lives, so that one without a lock is
 * known for what a killed process has left: the next one that writes the same file sweeps it away.
 */
final class FreshFile implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_OCTETS = 8;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final String SUFFIX = ".tmp";

  private final Path path;
  private final FileChannel channel;

  private FreshFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes one for {@code target}, and deletes those of processes that are no more.
   *
   * @param secret whether nobody but the user may read it, from its first octet on, until it is
   *     given the standing of the file that it replaces
   * @throws IOException when it cannot be made; the reason says where
   *     <p>To be called by one thread at a time: closing any channel of a file ends all locks that
   *     its process has on it.
   */
  static FreshFile beside(Path target, Path folder, boolean secret) throws IOException {
    FileAttribute<?>[] attributes =
        secret ? new FileAttribute<?>[] {OWNER_ALONE} : new FileAttribute<?>[0];
    String prefix = "." + target.getFileName() + ".";
    sweep(folder, prefix);
    while (true) {
      byte[] random = new byte[RANDOM_OCTETS];
      RANDOM.nextBytes(random);
      Path path = folder.resolve(prefix + HexFormat.of().formatHex(random) + SUFFIX);
      FileChannel channel = create(path, folder, attributes);
      lock(channel);
      if (Files.exists(path)) {
        return new FreshFile(path, channel);
      }
      // Another process has swept it away between its making and its locking.
      channel.close();
    }
  }

  private static FileChannel create(Path path, Path folder, FileAttribute<?>... attributes)
      throws IOException {
    try {
      return FileChannel.open(
          path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
    } catch (FileSystemException e) {
      throw new FileSystemException(
          folder.toString(),
          null,
          "cannot create a temporary file in "
              + Escaped.of(folder.toString())
              + ": "
              + IoFault.describe(e));
    }
  }

  Path path() {
    return path;
  }

  /** Writes the content and flushes it to the disk. */
  void write(byte[] content) throws IOException {
    writeAll(channel, content);
    channel.force(true);
  }

  static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Lets go of the lock. A file that was not renamed is deleted. */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      channel.close();
    }
  }

  /** A file system without locks has none of this: what is left there stays. */
  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException e) {
      return;
    }
  }

  private static void sweep(Path folder, String prefix) {
    int length = prefix.length() + 2 * RANDOM_OCTETS + SUFFIX.length();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = nameOf(entry.getFileName());
        if (name.length() == length
            && name.startsWith(prefix)
            && name.endsWith(SUFFIX)
            && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          deleteUnlessLocked(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A folder that can be written to and not listed: nothing is swept.
      return;
    }
  }

  private static String nameOf(@Nullable Path name) {
    return name == null ? "" : name.toString();
  }

  private static void deleteUnlessLocked(Path left) {
    try (FileChannel channel = FileChannel.open(left, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(left);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Somebody else's, or gone already.
      return;
    }
  }
}
