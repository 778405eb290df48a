package gcert.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Debian's cron in a server's root, with gcert installed there as a package does it, and with a
 * clock of its own that runs 300 times as fast; what it starts goes by the usual clock. Its mail
 * goes to a file.
 */
final class Cron implements AutoCloseable {
  private static final String FAST = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
  private static final String MAIL = "/var/mail/postmaster";
  private static final String ANYBODY =
      """
      auth required pam_permit.so
      account required pam_permit.so
      session required pam_permit.so
      """;

  private final ServerRoot root;
  private final Process daemon;

  private Cron(ServerRoot root, Process daemon) {
    this.root = root;
    this.daemon = daemon;
  }

  /**
   * Installs gcert and the table of jobs.
   *
   * @param program gcert's, in the folder bin of its image
   * @param table a file of {@code /etc/cron.d}
   * @param trusted the root certificates of this system, in PEM
   * @param hosts its {@code /etc/hosts}
   */
  static void install(ServerRoot root, Path program, String table, String trusted, String hosts) {
    Path image = Objects.requireNonNull(program.toAbsolutePath().getParent()).resolve("..");
    root.directory("/usr/lib/gcert", 0, 0)
        .directory("/var/spool/cron/crontabs", 0, 0)
        .directory("/dev/shm", 0, 0)
        .file("/etc/crontab", "")
        .file("/etc/cron.d/gcert", table)
        .file("/etc/pam.d/cron", ANYBODY)
        .file("/etc/pam.d/other", ANYBODY)
        .file("/etc/hosts", "127.0.0.1 localhost\n" + hosts)
        // Else a name has no more than one address in that file.
        .file("/etc/host.conf", "multi on\n")
        .file("/etc/ssl/certs/ca-certificates.crt", trusted)
        .file("/usr/sbin/sendmail", "#!/bin/sh\ncat >> " + MAIL + "\n")
        .permissions("/usr/sbin/sendmail", "rwxr-xr-x");
    for (String part : new String[] {"bin", "lib", "runtime"}) {
      if (Files.isDirectory(image.resolve(part))) {
        ServerRoot.run("cp", "-a", image.resolve(part).toString(), root.at("/usr/lib/gcert") + "/");
      }
    }
    root.call("/usr/bin/ln", "-s", "/usr/lib/gcert/bin/gcert", "/usr/bin/gcert");
  }

  /** Starts it in a root that it was installed in. */
  static Cron start(ServerRoot root) {
    List<String> words =
        root.withProc(
            "/usr/bin/env", "FAKETIME=+0 x300", "LD_PRELOAD=" + FAST, "/usr/sbin/cron", "-f");
    try {
      return new Cron(
          root,
          new ProcessBuilder(words)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(root.at("/var/log/cron").toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its jobs have printed so far, as it is mailed. */
  String mail() {
    return root.text(MAIL) + root.text("/var/log/cron");
  }

  /** Stops it, and lets a job that runs come to its end. */
  @Override
  public void close() {
    daemon.descendants().forEach(job -> job.onExit().join());
    daemon.destroy();
    Patience.await(() -> !daemon.isAlive(), () -> "cron goes on in " + root.at("/"));
  }
}
