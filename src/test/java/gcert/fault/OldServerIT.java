package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Gcert;
import gcert.testing.GcertProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of old TLS only, and {@code --legacy-tls}, which it takes to reach it. */
class OldServerIT {
  private static final int PEM_LINES = 64;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void itIsToldForWhatItIsAndReachedWhenThatIsAskedFor(String version) throws Exception {
    Process server = serving(version);
    try (BufferedReader said = server.inputReader(StandardCharsets.US_ASCII)) {
      String target = String.valueOf(said.readLine());
      String pem = readPem(said);

      Gcert.Outcome without = Gcert.run("fetch", "--insecure", target);
      assertThat(without.code()).as(without.err()).isEqualTo(5);
      assertThat(without.err()).contains("only TLS 1.1 or older; try --legacy-tls");

      Process with =
          new GcertProcess(folder).with(List.of("fetch", "-qk", "--legacy-tls", target)).start();
      assertThat(new String(with.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo(pem);
      assertThat(with.waitFor()).isZero();

      Gcert.Outcome weak = Gcert.run("fetch", "--insecure", "--legacy-tls", target);
      assertThat(weak.err()).contains("warning: the TLS session is weak: TLSv1");
    } finally {
      server.getOutputStream().close();
      server.waitFor();
    }
  }

  private static Process serving(String version) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", classes, "gcert.fault.OldServer", version)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String readPem(BufferedReader said) throws IOException {
    StringBuilder pem = new StringBuilder();
    for (int i = 0; i < PEM_LINES && pem.indexOf("-----END") < 0; i++) {
      pem.append(said.readLine()).append('\n');
    }
    return pem.toString();
  }
}
