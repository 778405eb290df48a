package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the words for targets lead to, for names that are given beside a place, and for files. */
final class TargetWordsTest {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).mint();

  @TempDir private Path folder;
  private String rootFile = "";

  @BeforeEach
  void writeRoot() {
    rootFile = root.writePem(folder.resolve("root.pem")).toString();
  }

  @Test
  void aLineOfAListMayCarryTheNameOfTheServer() throws IOException {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(leaf.identity()).start()) {
      Path list = folder.resolve("list");
      Files.writeString(
          list, server.target() + ",mx.test\n" + server.target() + ", other.test # wrong\n");

      Gcert.Outcome outcome = Gcert.run("check", "--roots", rootFile, "--input", list.toString());

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text().lines().filter(line -> !line.startsWith(" ") && !line.isEmpty()))
          .satisfiesExactly(
              line -> assertThat(line).startsWith("OK  127.0.0.1:" + server.port() + ",mx.test"),
              line ->
                  assertThat(line).startsWith("FAILED  127.0.0.1:" + server.port() + ",other.test"),
              line -> assertThat(line).isEqualTo("2 checked: 1 ok, 1 failed"));
    }
  }

  @Test
  void jsonHasTheNameBesideTheHost() {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(leaf.identity()).start()) {
      Gcert.Outcome outcome =
          Gcert.run("check", "--roots", rootFile, "--format", "json", server.target() + ",mx.test");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.text())
          .contains("\"host\":\"127.0.0.1\"", "\"name\":\"mx.test\"", "\"status\":\"ok\"");
    }
  }

  @Test
  void aPathNeedsNoScheme() {
    String path = leaf.writeChain(folder.resolve("saved.pem")).toString();

    for (String command : new String[] {"check", "show"}) {
      Gcert.Outcome outcome = Gcert.run(command, "--roots", rootFile, path);

      assertThat(outcome.text()).startsWith("OK  " + path);
      assertThat(outcome.code()).isZero();
    }
    assertThat(Gcert.run("diff", "--roots", rootFile, path, "file:" + path).code()).isZero();
  }

  @Test
  void aPatternThatTheShellLeftAloneStandsForFiles() {
    leaf.writeChain(folder.resolve("one.pem"));
    leaf.writeChain(folder.resolve("two.pem"));

    Gcert.Outcome all =
        Gcert.run(
            "check", "--roots", rootFile, "--name", "mx.test", "file:" + folder + "/*o*e.pem");
    Gcert.Outcome none = Gcert.run("check", "--roots", rootFile, "file:" + folder + "/*.crt");

    assertThat(all.text()).contains("OK  file:" + folder + "/one.pem").doesNotContain("two.pem");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no file matches");
  }

  @Test
  void fetchTakesServersAndSaysSo() {
    Gcert.Outcome outcome = Gcert.run("fetch", "./cert.pem");

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("takes servers, not files");
  }

  @Test
  void aSharpSIsNotTwoLetters() {
    TestCertificate other = TestCertificate.leaf("strasse.example").issuedBy(root).mint();
    TestCertificate right = TestCertificate.leaf("xn--strae-oqa.example").issuedBy(root).mint();

    assertThat(checkStrasse(right.writeChain(folder.resolve("right.pem")))).isZero();
    assertThat(checkStrasse(other.writeChain(folder.resolve("other.pem")))).isEqualTo(1);
  }

  private int checkStrasse(Path file) {
    return Gcert.run("check", "--roots", rootFile, "--name", "straße.example", file.toString())
        .code();
  }
}
