package gcert.servers;

import gcert.testing.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file system root of its own for one server: a copy by hard links of what was unpacked, with a
 * configuration in it. Closing it ends every process that lives in it and removes it.
 */
final class ServerRoot implements AutoCloseable {
  private static final String CERTIFICATES = "/etc/mailtls/";
  private static final String OUTPUT = "/var/log/output";
  private static final Map<String, String> DEVICES =
      Map.of("null", "3", "zero", "5", "random", "8", "urandom", "9");

  private final Path path;
  private Optional<Process> server = Optional.empty();

  /** Makes the copy. */
  ServerRoot() {
    try {
      path = Files.createTempDirectory(ServersFolder.folder(), "run-");
      run("cp", "-al", ServersFolder.base() + "/.", path.toString());
      for (Map.Entry<String, String> device : DEVICES.entrySet()) {
        Path node = path.resolve("dev").resolve(device.getKey());
        run("mknod", "-m", "666", node.toString(), "c", "1", device.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a file of the server's lies for us. */
  Path at(String file) {
    return path.resolve(file.substring(1));
  }

  /** Creates a directory and those above it, the last owned by this user and group. */
  ServerRoot directory(String directory, int user, int group) {
    try {
      Path created = Files.createDirectories(at(directory));
      Files.setAttribute(created, "unix:uid", user);
      Files.setAttribute(created, "unix:gid", group);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a directory's permissions, as in {@code rwx--x--x}. */
  ServerRoot permissions(String file, String permissions) {
    try {
      Files.setPosixFilePermissions(at(file), PosixFilePermissions.fromString(permissions));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, readable by all. One that is there is replaced: its links elsewhere stay. */
  ServerRoot file(String file, String text) {
    try {
      Files.createDirectories(at(file).getParent());
      Files.deleteIfExists(at(file));
      Files.writeString(at(file), text, StandardCharsets.UTF_8);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Installs a certificate: {@code /etc/mailtls/NAME.pem} is the key and the chain, {@code
   * NAME.chain} and {@code NAME.key} are its parts.
   */
  ServerRoot certificate(String name, TestCertificate certificate) {
    String key = CERTIFICATES + name + ".key";
    String chain = TestCertificate.pems(certificate.chain());
    file(key, certificate.privateKeyPem());
    if (certificate.privateKey().getAlgorithm().equals("EC")) {
      // The JDK leaves the public key out (RFC 5915 section 3 lets it), and GnuTLS wants it.
      String bare = CERTIFICATES + name + ".bare";
      file(bare, certificate.privateKeyPem());
      run("openssl", "ec", "-in", at(bare).toString(), "-out", at(key).toString());
    }
    return permissions(key, "rw-------")
        .file(CERTIFICATES + name + ".chain", chain)
        .file(CERTIFICATES + name + ".pem", text(key) + chain);
  }

  /** Starts the server in the foreground and returns once it listens on all these ports. */
  ServerRoot start(List<Integer> ports, String... command) {
    return startAt(
        ports.stream().map(port -> new InetSocketAddress("127.0.0.1", port)).toList(), command);
  }

  /** The same at any addresses of this machine. */
  ServerRoot startAt(List<InetSocketAddress> places, String... command) {
    List<String> words = new ArrayList<>(List.of("chroot", path.toString()));
    words.addAll(List.of(command));
    try {
      Process started =
          new ProcessBuilder(words)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(at(OUTPUT).toFile())
              .start();
      server = Optional.of(started);
      Patience.await(
          () -> !started.isAlive() || places.stream().allMatch(LoopbackPorts::isOpen),
          () -> words + " does not listen on " + places + ": " + text(OUTPUT));
      if (!started.isAlive()) {
        throw new IllegalStateException(words + " ended: " + text(OUTPUT));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the server to read its configuration again. */
  void reload() {
    server.ifPresent(process -> run("kill", "-HUP", String.valueOf(process.pid())));
  }

  /**
   * Runs a program in this root to its end.
   *
   * @return what it wrote to its standard output and error
   * @throws IllegalStateException when it does not end with 0
   */
  String call(String... command) {
    return said(command, tryCall(command));
  }

  private static String said(String[] command, Called called) {
    if (called.code() != 0) {
      throw new IllegalStateException(
          List.of(command) + " ended with " + called.code() + ": " + called.said());
    }
    return called.said();
  }

  /**
   * How a program ended.
   *
   * @param code its exit code
   * @param said what it wrote to its standard output and error
   */
  record Called(int code, String said) {}

  /** The same for a program that looks into /proc. */
  String callWithProc(String... command) {
    return said(command, finish(withProc(command)));
  }

  /** The words that run a program in this root, with a /proc that is gone when it ends. */
  List<String> withProc(String... command) {
    directory("/proc", 0, 0);
    String script = "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" \"$@\"";
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script));
    words.add(path.toString());
    words.addAll(List.of(command));
    return words;
  }

  /** The same as {@link #call}, whatever its exit code. */
  Called tryCall(String... command) {
    List<String> words = new ArrayList<>(List.of("chroot", path.toString()));
    words.addAll(List.of(command));
    return finish(words);
  }

  private static Called finish(List<String> words) {
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Called(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the server has written to its standard output and error so far. */
  String output() {
    return text(OUTPUT);
  }

  /** The text of a file; empty when there is none. */
  String text(String file) {
    try {
      return Files.exists(at(file)) ? Files.readString(at(file)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.ifPresent(Process::destroy);
    Patience.await(
        () -> {
          List<ProcessHandle> living = inhabitants();
          living.forEach(ProcessHandle::destroyForcibly);
          return living.isEmpty();
        },
        () -> "processes go on in " + path + ": " + inhabitants());
    run("rm", "-rf", path.toString());
  }

  /** The processes whose root this is: none else is ever ended. */
  private List<ProcessHandle> inhabitants() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(this::livesHere).toList();
    }
  }

  private boolean livesHere(ProcessHandle process) {
    try {
      Path root = Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/root"));
      return root.startsWith(path);
    } catch (IOException e) {
      // It has ended meanwhile.
      return false;
    }
  }

  /** Runs a program of this machine, which has to end with 0. */
  static void run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(List.of(command) + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
