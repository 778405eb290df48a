package gcert.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The folder that {@code src/test/servers/prepare} fills. */
public final class ServersFolder {
  private static final List<String> PROGRAMS = List.of("bash", "chroot", "openssl", "jq");

  /** An older folder lacks it. */
  private static final String LAST_ADDED = "usr/sbin/nagios4";

  private ServersFolder() {}

  /** What is missing for these tests, and how to get it; empty when all is there. */
  static Optional<String> missing() {
    if (!Files.isRegularFile(base().resolve("prepared"))) {
      return Optional.of(
          "no servers in " + folder() + "; src/test/servers/prepare unpacks them there");
    }
    if (!Files.isExecutable(base().resolve(LAST_ADDED))) {
      return Optional.of(
          "not all servers are in " + folder() + "; src/test/servers/prepare completes it");
    }
    if (!runsAsRoot()) {
      return Optional.of("the servers are started with chroot(2), which needs root");
    }
    return PROGRAMS.stream()
        .filter(program -> !isInstalled(program))
        .findFirst()
        .map(program -> program + " is not installed");
  }

  /** Whether a missing server is a failure instead of a skipped test. */
  public static boolean required() {
    return "1".equals(System.getenv("GCERT_REQUIRE_SERVERS"));
  }

  /** The root with the unpacked servers in it; not to be changed. */
  static Path base() {
    return folder().resolve("base");
  }

  /** {@code GCERT_SERVERS}, or else where the script puts them when it is not told. */
  public static Path folder() {
    String named = System.getenv("GCERT_SERVERS");
    return Path.of(named == null || named.isEmpty() ? "target/servers" : named).toAbsolutePath();
  }

  private static boolean runsAsRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (UnsupportedOperationException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a program is on the path. */
  static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
