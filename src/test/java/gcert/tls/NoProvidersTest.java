package gcert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that visits a server neither speaks the platform's TLS nor asks for its providers. */
class NoProvidersTest {
  private static final Pattern UNWANTED =
      Pattern.compile(
          " (sun\\.security\\.(ssl|ec|jca|provider)\\.\\S+|javax\\.crypto\\.\\S+"
              + "|java\\.security\\.(Signature|KeyFactory|KeyPairGenerator|MessageDigest)"
              + "|java\\.security\\.cert\\.CertificateFactory) ");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "check", "show"})
  void noneIsLoaded(String command) throws Exception {
    TestCertificate root = TestCertificate.root("The Root").mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").ip("127.0.0.1").issuedBy(root).mint();
    Path log = folder.resolve("classes.log");
    try (FakeMailServer server = FakeMailServer.smtp(leaf.identity())) {
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-Xlog:class+load:file=" + log,
                      "-cp",
                      unsignedClassPath(),
                      "gcert.cli.Main",
                      command,
                      "--roots",
                      root.writePem(folder.resolve("roots.pem")).toString(),
                      server.target()))
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
    assertThat(Files.readAllLines(log).stream().filter(line -> UNWANTED.matcher(line).find()))
        .isEmpty();
  }

  /**
   * The class path as the image has it: without the signatures of jars, for which the platform's
   * providers would be asked.
   */
  private String unsignedClassPath() throws IOException {
    List<String> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      boolean signed = entry.contains("org/bouncycastle/") || entry.contains("org\\bouncycastle\\");
      path.add(signed ? unsigned(Path.of(entry)).toString() : entry);
    }
    return String.join(File.pathSeparator, path);
  }

  private Path unsigned(Path jar) throws IOException {
    Path copy = folder.resolve(jar.getFileName());
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().startsWith("META-INF/")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return copy;
  }

  @Test
  void randomNumbersDiffer() {
    byte[] one = new byte[100_000];
    byte[] other = new byte[100_000];
    SystemRandom.create().nextBytes(one);
    SystemRandom.create().nextBytes(other);
    assertThat(one).isNotEqualTo(other).isNotEqualTo(new byte[100_000]);
  }
}
