package gcert.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which files are mounted by themselves, as containers do with single files of the host. */
final class MountPoints {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int POINT = 4;

  private MountPoints() {}

  /** Whether a file is one; false where the system does not tell. */
  static boolean contain(Path file) {
    try (BufferedReader table = Files.newBufferedReader(TABLE, StandardCharsets.ISO_8859_1)) {
      String wanted = file.toRealPath().toString();
      for (String line = table.readLine(); line != null; line = table.readLine()) {
        String[] fields = line.split(" ", -1);
        if (fields.length > POINT && unescaped(fields[POINT]).equals(wanted)) {
          return true;
        }
      }
    } catch (IOException e) {
      // Not Linux, or no /proc: the system's own words have to do.
      return false;
    }
    return false;
  }

  /** Blanks and the like are written in octal. */
  private static String unescaped(String point) {
    byte[] octets = point.getBytes(StandardCharsets.ISO_8859_1);
    byte[] plain = new byte[octets.length];
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\\' && i + 3 < octets.length) {
        plain[length++] = (byte) Integer.parseInt(point.substring(i + 1, i + 4), 8);
        i += 3;
      } else {
        plain[length++] = octets[i];
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }
}
