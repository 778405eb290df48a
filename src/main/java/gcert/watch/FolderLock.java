package gcert.watch;

import gcert.input.UserFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a state folder, held by one process at a time. The system takes it back when
 * the process ends, however it ends. The file holds the number of the process, for people.
 */
final class FolderLock implements AutoCloseable {
  /** Far behind the text: a locked octet cannot be read on every system. */
  private static final long LOCKED_OCTET = 1L << 32;

  /** Longer than any process lives; nanoseconds of it fit a long. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(36_525);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param wait how long to wait for another process
   * @param onWait called once when there is one to wait for
   * @throws StateException when the other still holds it after the wait
   */
  static FolderLock take(Path file, Duration wait, Runnable onWait)
      throws StateException, IOException {
    if (Files.exists(file)) {
      UserFile.requireRegular(file);
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = waitFor(channel, wait, onWait);
      if (!taken) {
        throw new StateException(
            file.toAbsolutePath().getParent()
                + ": another gcert watch"
                + holder(channel)
                + " uses this state; try later, or with a longer --lock-wait");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)),
          0);
      return new FolderLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean waitFor(FileChannel channel, Duration wait, Runnable onWait)
      throws IOException {
    long begin = System.nanoTime();
    Duration most = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    boolean said = false;
    while (tryLock(channel) == null) {
      if (System.nanoTime() - begin >= most.toNanos()) {
        return false;
      }
      if (!said) {
        onWait.run();
        said = true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_OCTET, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    String number = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    return number.chars().allMatch(Character::isDigit) && !number.isEmpty()
        ? " (process " + number + ")"
        : "";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
