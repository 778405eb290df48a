package gcert.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which words of a command line name files, in a way that a word for a server never does.
 *
 * <p>{@code cert.pem} is a file where one of that name exists. {@code mx.example.net} is a host
 * even where a file is called so: a certificate that was saved under the name of its host must not
 * be checked in place of the host.
 */
public final class NamedFiles {
  private static final String SCHEME = "file:";

  /** The endings that files of certificates have; none of them is a top-level domain. */
  private static final Set<String> ENDINGS =
      Set.of(
          "pem",
          "crt",
          "cer",
          "cert",
          "der",
          "p7b",
          "p7c",
          "p12",
          "pfx",
          "jks",
          "keystore",
          "truststore",
          "bundle",
          "txt");

  private NamedFiles() {}

  /**
   * Whether a word without a scheme, a slash or a port is the name of a file that is there: one
   * with the ending of a file of certificates, or without any dot.
   */
  public static boolean isFile(String word) {
    if (word.isEmpty() || word.indexOf(':') >= 0 || word.indexOf('/') >= 0) {
      return false;
    }
    int dot = word.lastIndexOf('.');
    boolean named =
        dot < 0
            ? !word.equalsIgnoreCase("localhost")
            : ENDINGS.contains(word.substring(dot + 1).toLowerCase(Locale.ROOT));
    try {
      return named && Files.isRegularFile(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The targets that a word stands for, in the grammar of {@link gcert.target.TargetParser}: itself
   * when it names no file. {@code *} and {@code ?} in the last part of a path stand for the files
   * that match, in the order of their names, unless there is a file of that very name: a shell does
   * not expand {@code file:*.pem}.
   *
   * @throws CertificateFileException when no file matches, or the folder cannot be read
   */
  public static List<String> expand(String word) throws CertificateFileException {
    if (isFile(word)) {
      return List.of(SCHEME + word);
    }
    boolean schemed = word.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    if (!schemed && (word.indexOf('/') < 0 || word.contains("://"))) {
      return List.of(word);
    }
    String prefix = schemed ? word.substring(0, SCHEME.length()) : "";
    String path = word.substring(prefix.length());
    int slash = path.lastIndexOf('/');
    String pattern = path.substring(slash + 1);
    if ((pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) || exists(path)) {
      return List.of(word);
    }
    String folder = path.substring(0, slash + 1);
    Set<String> found = matching(folder, pattern);
    if (found.isEmpty()) {
      throw new CertificateFileException("no file matches");
    }
    return found.stream().map(name -> prefix + folder + name).toList();
  }

  private static Set<String> matching(String folder, String pattern)
      throws CertificateFileException {
    Set<String> names = new TreeSet<>();
    // Braces and brackets mean themselves, as they do to whoever typed them in quotes.
    String glob = pattern.replaceAll("([\\\\\\[\\]{}])", "\\\\$1");
    Path parent = Path.of(folder.isEmpty() ? "." : folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, glob)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean hidden = name.startsWith(".") && !pattern.startsWith(".");
        if (!hidden && Files.isRegularFile(file)) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new CertificateFileException("no file matches");
    }
    return names;
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return true;
    }
  }
}
