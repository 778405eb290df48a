package gcert.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] OLD = "old\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void writesANewFileAndLeavesNothingBesideIt() throws Exception {
    Path file = folder.resolve("cert.pem");

    assertThat(AtomicFile.replace(file, NEW)).isTrue();

    assertThat(file).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("cert.pem");
  }

  @Test
  void leavesAFileThatHoldsTheContentUntouched() throws Exception {
    Path file = Files.write(folder.resolve("cert.pem"), NEW);
    var before = Files.getLastModifiedTime(file);
    Object key = Files.readAttributes(file, "*").get("fileKey");

    assertThat(AtomicFile.replace(file, NEW)).isFalse();

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    assertThat(Files.readAttributes(file, "*").get("fileKey")).isEqualTo(key);
  }

  @Test
  void replacesAnOldFile() throws Exception {
    Path file = Files.write(folder.resolve("cert.pem"), OLD);

    assertThat(AtomicFile.replace(file, NEW)).isTrue();

    assertThat(file).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("cert.pem");
  }

  @Test
  void whatAKilledRunHasLeftIsSweptByTheNext() throws Exception {
    Path file = folder.resolve("cert.pem");
    Files.write(folder.resolve(".cert.pem.0123456789abcdef.tmp"), OLD);
    Files.write(folder.resolve(".other.pem.0123456789abcdef.tmp"), OLD);
    Files.write(folder.resolve(".cert.pem.notes.tmp"), OLD);

    assertThat(AtomicFile.replace(file, NEW)).isTrue();

    assertThat(names())
        .containsExactlyInAnyOrder(
            "cert.pem", ".other.pem.0123456789abcdef.tmp", ".cert.pem.notes.tmp");
  }

  @Test
  void whatALivingRunIsWritingStays() throws Exception {
    Path file = folder.resolve("cert.pem");
    Path fresh = folder.resolve(".cert.pem.0123456789abcdef.tmp");
    try (FileChannel living =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      living.lock();

      assertThat(AtomicFile.replace(file, NEW)).isTrue();

      assertThat(fresh).exists();
    }
  }

  @Test
  void refusesADirectoryAndAMissingFolder() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("d"));

    assertThatThrownBy(() -> AtomicFile.replace(directory, NEW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> AtomicFile.replace(folder.resolve("none/cert.pem"), NEW))
        .isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("d");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void followsASymbolicLinkAndKeepsPermissions() throws Exception {
    Path file = Files.write(folder.resolve("real.pem"), OLD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.pem"), Path.of("real.pem"));

    assertThat(AtomicFile.replace(link, NEW)).isTrue();

    assertThat(link).isSymbolicLink();
    assertThat(file).hasBinaryContent(NEW);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theNewContentIsNeverReadableByMoreThanTheOldWas() throws Exception {
    Path file = Files.write(folder.resolve("store.p12"), OLD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (FreshFile fresh = FreshFile.beside(file, folder, true)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.path())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void keepsOwnerAndGroup() throws Exception {
    Path file = Files.write(folder.resolve("cert.pem"), OLD);
    boolean root = Files.getAttribute(file, "unix:uid").equals(0);
    if (root) {
      // Nobody else can give files away.
      Files.setAttribute(file, "unix:gid", 12);
      Files.setAttribute(file, "unix:uid", 34);
    }
    Object group = Files.getAttribute(file, "unix:gid");
    Object owner = Files.getAttribute(file, "unix:uid");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(AtomicFile.replace(file, NEW)).isTrue();

    assertThat(file).hasBinaryContent(NEW);
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(group);
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(owner);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesALinkOfAnotherUserInAFolderWhereEverybodyMayWrite() throws Exception {
    Path file = Files.write(folder.resolve("target"), OLD);
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Path link = Files.createSymbolicLink(shared.resolve("link"), file);
    Files.setAttribute(shared, "unix:mode", 01777);
    assertThat(AtomicFile.replace(link, NEW)).isTrue();
    if (!Files.getAttribute(file, "unix:uid").equals(0)) {
      // Nobody else can make the links of others.
      return;
    }
    Files.setAttribute(link, "unix:uid", 34, LinkOption.NOFOLLOW_LINKS);

    assertThatThrownBy(() -> AtomicFile.replace(link, OLD))
        .hasMessageContaining("is a symbolic link that another user has made");
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysWhereATemporaryFileCannotBeMade() {
    assertThatThrownBy(() -> AtomicFile.replace(Path.of("/proc/cert.pem"), NEW))
        .hasMessageContaining("cannot create a temporary file in /proc: ");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void refusesALinkThatLeadsToItself() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("a"));

    assertThatThrownBy(() -> AtomicFile.replace(link, NEW)).isInstanceOf(IOException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDeviceIsAnErrorAndStays() {
    Path full = Path.of("/dev/full");

    assertThatThrownBy(() -> AtomicFile.replace(full, NEW)).isInstanceOf(IOException.class);
    assertThat(Files.isRegularFile(full)).isFalse();
    assertThat(full).exists();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void writesIntoAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readAllBytes(pipe);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(AtomicFile.replace(pipe, NEW)).isTrue();

    assertThat(read.get()).isEqualTo(NEW);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
