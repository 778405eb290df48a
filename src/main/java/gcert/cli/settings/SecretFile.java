package gcert.cli.settings;

import gcert.failure.IoFault;
import gcert.input.UserFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads a secret that must not stand on the command line: the first line of a file. */
final class SecretFile {
  private static final int LONGEST = 64 * 1024;

  private SecretFile() {}

  /**
   * The first line, without its end.
   *
   * @throws IOException when the file cannot be read; its message is one clause about why
   */
  static String firstLine(String file) throws IOException {
    String text;
    try {
      text = new String(UserFile.read(Path.of(file), LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException(IoFault.describe(e), e);
    } catch (InvalidPathException e) {
      throw new IOException("is not a path on this system", e);
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return text.substring(0, end);
  }
}
