package gcert.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.Loopback;
import gcert.pem.TrustStoreWriter;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.Mutation;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in an option, in a file or in a proxy's answer, gcert refuses it in order: no
 * exit code but those of its contract, none of them that of a bug, and no control character.
 */
class CommandLineFuzzTest {
  private static final int BUG = 70;
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();

  private final Random random = Mutation.random(20261125);
  private final Mutation mutation = new Mutation(random);

  @TempDir Path folder;

  @Test
  void valuesOfOptions() {
    List<String> good =
        List.of(
            "30s", "500ms", "2026-11-21T08:00:00+01:00", "@1795000000", "20%", "14d", "1.2,1.3");
    String file = "file:" + LEAF.writePem(folder.resolve("leaf.pem"));
    for (String option :
        List.of("--at", "--timeout", "--expires-within", "--pin", "--tls", "--require", "--name")) {
      for (int i = 0; i < Mutation.rounds(400) / 10; i++) {
        String text = good.get(random.nextInt(good.size()));
        String value =
            new String(
                mutation.of(text.getBytes(StandardCharsets.ISO_8859_1)),
                StandardCharsets.ISO_8859_1);
        assertInOrder(Gcert.run("check", option + "=" + value, file), option + "=" + value);
      }
    }
  }

  @Test
  void filesOfCertificates() throws Exception {
    var certificate = gcert.certificate.Certificate.parse(LEAF.der());
    List<byte[]> good =
        List.of(
            LEAF.der(),
            LEAF.pem().getBytes(StandardCharsets.US_ASCII),
            TrustStoreWriter.pkcs12(List.of(certificate)),
            TrustStoreWriter.jks(List.of(certificate)));
    Path password = Files.writeString(folder.resolve("password"), TrustStoreWriter.PASSWORD);
    Path file = folder.resolve("file");
    for (byte[] whole : good) {
      for (int i = 0; i < Mutation.rounds(400) / 16; i++) {
        Files.write(file, mutation.of(whole));
        assertInOrder(
            Gcert.run("show", "--password-file", password.toString(), "file:" + file), "show");
        assertInOrder(Gcert.run("fetch", "--roots", file.toString(), "127.0.0.1:1"), "roots");
        assertInOrder(Gcert.run("check", "--pin", file.toString(), "file:" + file), "pin");
      }
    }
  }

  @Test
  void whatEarlierRunsHaveWritten() throws Exception {
    Path results = folder.resolve("results.jsonl");
    Path state = folder.resolve("state");
    Path journal;
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Files.write(results, Gcert.run("fetch", "-qk", "--format", "json", server.target()).out());
      Gcert.run("watch", "--state", state.toString(), "--name", "mx.test", server.target());
      try (var files = Files.list(state)) {
        journal = files.filter(path -> path.toString().endsWith("jsonl")).findFirst().orElseThrow();
      }
    }
    byte[] wholeResults = Files.readAllBytes(results);
    byte[] wholeJournal = Files.readAllBytes(journal);
    for (int i = 0; i < Mutation.rounds(480) / 8; i++) {
      Files.write(results, mutation.of(wholeResults));
      assertInOrder(Gcert.run("fetch", "--resume", results.toString(), "127.0.0.1:1"), "--resume");
      Files.write(journal, mutation.of(wholeJournal));
      assertInOrder(
          Gcert.run("watch", "--state", state.toString(), "127.0.0.1:1"), "state of watch");
    }
  }

  @Test
  void answersOfProxies() throws IOException {
    List<byte[]> good =
        List.of(
            "HTTP/1.1 200 OK\r\nVia: x\r\n\r\n220 mx\r\n".getBytes(StandardCharsets.US_ASCII),
            new byte[] {5, 0, 5, 0, 0, 1, 127, 0, 0, 1, 0, 25});
    for (int i = 0; i < Mutation.rounds(480) / 8; i++) {
      byte[] answer = mutation.of(good.get(i % 2));
      try (Loopback proxy =
          new Loopback(
              socket -> {
                socket.getOutputStream().write(answer);
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
              })) {
        String scheme = i % 2 == 0 ? "http" : "socks5";
        String url = scheme + "://127.0.0.1:" + proxy.address().getPort();
        Gcert.Outcome outcome = Gcert.run("fetch", "--timeout", "2s", "--proxy", url, "mx.test");

        assertInOrder(outcome, Arrays.toString(answer));
        assertThat(outcome.code()).isBetween(3, 5);
      }
    }
  }

  private static void assertInOrder(Gcert.Outcome outcome, String what) {
    assertThat(outcome.code()).as(what + ": " + outcome.err()).isNotEqualTo(BUG);
    assertThat((outcome.err() + outcome.text()).chars().filter(c -> c < ' ' && c != '\n'))
        .as(what)
        .isEmpty();
  }
}
