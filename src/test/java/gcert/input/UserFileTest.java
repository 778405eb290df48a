package gcert.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a path leads to, it is read within bounds or refused in words. */
final class UserFileTest {
  private static final int LARGEST = 1024;
  private static final Duration SOON = Duration.ofMillis(200);

  @TempDir private Path folder;

  @Test
  void aFileIsReadUpToItsBound() throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[LARGEST]);
    assertThat(UserFile.read(file, LARGEST)).hasSize(LARGEST);
    Files.write(file, new byte[LARGEST + 1]);
    assertReason(file, "larger than 1 KiB");
  }

  @Test
  void aSparseFileOfGigabytesIsRefusedUnread() throws Exception {
    Path file = folder.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    assertReason(file, "larger than 1 KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/urandom"})
  void aDeviceWithoutEndIsCutOff(String device) {
    assertReason(Path.of(device), "larger than 1 KiB");
  }

  @Test
  void aPipeThatNobodyWritesToIsNotWaitedForForEver() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertReason(pipe, "is a pipe that did not end within 200 ms");
    assertThatThrownBy(() -> UserFile.open(pipe, SOON).close())
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is a pipe that nobody wrote to within 200 ms");
    assertThatThrownBy(() -> UserFile.requireRegular(pipe))
        .hasMessageContaining("is a pipe, not a regular file");
  }

  @Test
  void aDirectoryIsNamedAsOne() {
    assertReason(folder, "is a directory");
    assertThatThrownBy(() -> UserFile.read(folder.resolve("none"), LARGEST))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static void assertReason(Path file, String reason) {
    assertThatThrownBy(() -> UserFile.read(file, LARGEST, SOON))
        .isInstanceOfSatisfying(
            FileSystemException.class, e -> assertThat(e.getReason()).isEqualTo(reason));
  }
}
