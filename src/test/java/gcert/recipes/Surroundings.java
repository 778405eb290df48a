package gcert.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a document is played: this system with an {@code /etc}, a {@code /var} and a {@code /usr}
 * that nobody else sees, or a root of its own in which a package is installed.
 */
final class Surroundings {
  private static final String HOME = "/root";
  private static final String ANCHOR = ".dnssec-anchor";

  private final Path home;
  private final List<String> shell;
  private final Map<String, String> environment = new HashMap<>();

  private Surroundings(Path home, List<String> shell) {
    this.home = home;
    this.shell = shell;
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TZ", "UTC");
  }

  /**
   * This system; the mounts are those of a namespace of its own.
   *
   * @param folder what the village has written, and where a home is made
   * @param programs the folder with gcert's program
   */
  static Surroundings ofThisSystem(Path folder, Path programs)
      throws IOException, InterruptedException {
    Path over = Files.createDirectories(folder.resolve("over"));
    run("mount", "-t", "tmpfs", "none", over.toString());
    for (String place : List.of("etc", "var", "usr")) {
      Path upper = Files.createDirectories(over.resolve(place));
      Path work = Files.createDirectories(over.resolve(place + "-work"));
      String layers = "lowerdir=/" + place + ",upperdir=" + upper + ",workdir=" + work;
      run("mount", "-t", "overlay", "-o", layers, "overlay", "/" + place);
    }
    for (String place : List.of("postfix", "exim4", "gcert", "../var/www/calendar")) {
      Files.createDirectories(Path.of("/etc", place));
    }
    for (String place : List.of("/usr/bin/gcert", "/usr/local/bin/gcert")) {
      Files.deleteIfExists(Path.of(place));
      Files.createSymbolicLink(Path.of(place), programs.resolve("gcert"));
    }
    Path home = Files.createDirectories(folder.resolve("home"));
    Surroundings here = new Surroundings(home, List.of());
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    here.environment.put("PATH", programs + ":" + System.getenv("PATH") + ":" + java);
    here.environment.put("HOME", home.toString());
    here.environment.put("GCERT_DNSSEC_ANCHOR", home.resolve(ANCHOR).toString());
    here.furnish(folder, Path.of("/"));
    return here;
  }

  /**
   * A root in which gcert is installed.
   *
   * @param folder what the village has written
   */
  static Surroundings of(Path root, Path folder) throws IOException {
    Surroundings there =
        new Surroundings(
            root.resolve(HOME.substring(1)), List.of("chroot", root.toString(), "env", "-C", HOME));
    there.environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    there.environment.put("HOME", HOME);
    there.environment.put("GCERT_DNSSEC_ANCHOR", HOME + "/" + ANCHOR);
    there.furnish(folder, root);
    return there;
  }

  private void furnish(Path folder, Path root) throws IOException {
    for (String file : List.of("resolv.conf", "hosts", "nsswitch.conf")) {
      put(folder.resolve(file), root.resolve("etc").resolve(file));
    }
    put(folder.resolve("system.pem"), root.resolve("etc/ssl/certs/ca-certificates.crt"));
    put(folder.resolve("dnssec-anchor"), home.resolve(ANCHOR));
    Files.createDirectories(root.resolve("etc/mail"));
  }

  private static void put(Path file, Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Files.deleteIfExists(place);
    Files.copy(file, place);
  }

  /** Runs a program, which has to end with 0. */
  static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
  }

  /** The folder in which a reader begins. */
  Path home() {
    return home;
  }

  /**
   * A shell in that folder.
   *
   * @param door where the village takes orders
   */
  Shell open(int door) throws IOException {
    environment.put("VILLAGE", Integer.toString(door));
    List<String> words = new ArrayList<>(shell);
    words.addAll(List.of("bash", "--norc", "--noprofile"));
    return new Shell(words, home, environment);
  }
}
