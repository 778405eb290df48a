package gcert.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs many command lines in one process, so that a JVM that watches can note every class that
 * gcert's common paths take. The class-data archive of the image is made from that.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs the command lines of a file, one per line, its words separated by tabs, the first of them
   * the exit code that is expected. Ends with exit code 1 if any other came, after saying so.
   *
   * @param arguments the file
   * @throws IOException when the file cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    boolean asExpected = true;
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      List<String> words = new ArrayList<>(List.of(line.split("\t", -1)));
      int expected = Integer.parseInt(words.remove(0));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int code =
          Main.run(
              words.toArray(new String[0]),
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              said,
              Map.of("GCERT_CONFIG", ""),
              Clock.systemUTC());
      if (code != expected) {
        asExpected = false;
        System.err.println("exit code " + code + ", not " + expected + ": gcert " + words);
        System.err.println(said.toString(StandardCharsets.UTF_8));
      }
    }
    System.exit(asExpected ? 0 : 1);
  }
}
