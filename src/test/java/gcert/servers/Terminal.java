package gcert.servers;

import gcert.testing.GcertBinary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A shell in which {@code gcert} is the program that was built: the {@link GcertBinary} that is
 * named, or the image if there is one, or else the classes. No configuration of the user's reaches
 * it.
 */
final class Terminal {
  private static final Path IMAGE = Path.of("target/gcert/bin/gcert").toAbsolutePath();
  private static final int SECONDS = 120;

  private final Path folder;
  private final Map<String, String> variables = new TreeMap<>();

  /**
   * Opens it.
   *
   * @param folder an empty folder, which becomes the working directory
   */
  Terminal(Path folder) {
    this.folder = folder;
    write(folder.resolve("bin/gcert"), "#!/bin/sh\nexec " + command() + " \"$@\"\n");
  }

  /** Sets a variable for the scripts. */
  Terminal set(String name, Object value) {
    variables.put(name, value.toString());
    return this;
  }

  /** Writes a file into the working directory. */
  Terminal file(String name, String text) {
    write(folder.resolve(name), text);
    return this;
  }

  /**
   * What a script came to.
   *
   * @param code its exit code: that of its last command, or of the last in a pipe that failed
   * @param out its standard output
   * @param err its standard error
   */
  record Outcome(int code, String out, String err) {}

  /** Runs a bash script. It has two minutes. */
  Outcome run(String script) {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GCERT_"));
    environment.put("GCERT_CONFIG", "");
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.putAll(variables);
    try {
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("after " + SECONDS + " s still running: " + script);
      }
      return new Outcome(
          process.exitValue(),
          Files.readString(out, StandardCharsets.ISO_8859_1),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String command() {
    Path program = GcertBinary.named().map(GcertBinary::file).orElse(IMAGE);
    return Files.isExecutable(program)
        ? "'" + program + "'"
        : "'"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:TieredStopAtLevel=1 -Xshare:auto -cp '"
            + System.getProperty("java.class.path")
            + "' gcert.cli.Main";
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      if (file.getParent().endsWith("bin")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
