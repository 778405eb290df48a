package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of roots that are none, and output files that are no files. */
class FileFaultsTest {
  private static final TestCertificate ROOT = TestCertificate.root("The Root").mint();
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").issuedBy(ROOT).mint();

  @TempDir Path folder;

  @Test
  void aFileOfRootsThatIsNoneIsToldWithItsLine() throws IOException {
    String pem = ROOT.pem();
    String half = pem.substring(0, pem.length() / 2);
    assertRefused("", "the file is empty");
    assertRefused("hello\n", "no certificate");
    assertRefused(ROOT.privateKeyPem(), "no certificate");
    assertRefused("one\ntwo\n" + half, "line 3: the block has no end");
    assertRefused(half + "\n" + half, "the block has no end before line ");
    assertRefused(pem.replaceFirst("\nM", "\n*"), "line 2: this is not base64");
    assertRefused(
        TestCertificate.pem("CERTIFICATE", new byte[] {0x30, 1, 2}), "line 1: not a certificate: ");
    assertRefused(pem.replace("END CERTIFICATE", "END CERT"), "the block of line 1 ends otherwise");
  }

  @Test
  void aDamagedBlockIsPassedOverWithAWarning() throws IOException {
    String pem = ROOT.pem();
    String half = pem.substring(0, pem.length() / 2);
    Path roots = Files.writeString(folder.resolve("roots.pem"), pem + half + "\n" + pem);
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(LEAF))) {
      Gcert.Outcome outcome =
          Gcert.run("fetch", "--name", "mx.test", "--roots", roots.toString(), server.target());
      assertThat(outcome.code()).isZero();
      assertThat(outcome.err())
          .startsWith("gcert: warning: --roots: " + roots + ": line ")
          .contains("the block has no end before line ", "; skipped");
    }
  }

  @Test
  void aFileOfRootsThatIsMissingOrAFolderIsALocalFault() {
    assertThat(fetch(folder.resolve("none").toString()).err())
        .isEqualTo("gcert: --roots: " + folder.resolve("none") + ": no such file\n");
    Complaint.assertOneLine(fetch(folder.toString()), 8);
  }

  @Test
  void textAndPrivateKeysAndDuplicatesBetweenTheRootsDoNotMatter() throws IOException {
    String crowded =
        "\ufeffThe roots of\r\n" + ROOT.pem() + "# and\n" + ROOT.privateKeyPem() + ROOT.pem();
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(LEAF))) {
      Path roots = Files.writeString(folder.resolve("roots.pem"), crowded);
      Gcert.Outcome outcome =
          Gcert.run("fetch", "--name", "mx.test", "--roots", roots.toString(), server.target());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text()).isEqualTo(LEAF.pem());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNamedPipeAsOutputIsWrittenTo() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-qk", "-o", pipe.toString(), server.target());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(LEAF.pem());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatTakesNoFilesIsALocalFault() {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      // Not even the superuser makes files there.
      Gcert.Outcome outcome = Gcert.run("fetch", "-qk", "-o", "/proc/mx.pem", server.target());

      Complaint.assertOneLine(outcome, 8);
      assertThat(outcome.err()).startsWith("gcert: /proc/mx.pem: ").contains("; not written");
    }
  }

  @Test
  void whatAKilledRunHasLeftGoesWithTheNext() throws IOException {
    Path left = Files.writeString(folder.resolve(".mx.pem.00112233445566aa.tmp"), "half a cert");
    Path output = folder.resolve("mx.pem");
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Gcert.run("fetch", "-qk", "-o", output.toString(), server.target());
    }

    assertThat(output).hasContent(LEAF.pem());
    assertThat(left).doesNotExist();
  }

  @Test
  void ofTwoRunsThatWriteTheSameFileTheOneThatEndsLastWins() throws Exception {
    TestCertificate other = TestCertificate.leaf("mx.test").mint();
    Path output = folder.resolve("mx.pem");
    CountDownLatch latch = new CountDownLatch(1);
    try (FakeMailServer slow =
            FakeMailServer.speaking(MailProtocol.SMTP)
                .as(LEAF.identity())
                .at(Moment.GREETING, Fault.held(latch))
                .start();
        FakeMailServer quick = FakeMailServer.smtp(other.identity())) {
      String file = output.toString();
      CompletableFuture<Gcert.Outcome> first =
          CompletableFuture.supplyAsync(() -> Gcert.run("fetch", "-qk", "-o", file, slow.target()));
      assertThat(Gcert.run("fetch", "-qk", "-o", file, quick.target()).code()).isZero();
      assertThat(output).hasContent(other.pem());

      latch.countDown();

      assertThat(first.get(30, TimeUnit.SECONDS).code()).isZero();
      assertThat(output).hasContent(LEAF.pem());
    }
  }

  private void assertRefused(String content, String word) throws IOException {
    Path roots = Files.writeString(folder.resolve("roots.pem"), content);
    Gcert.Outcome outcome = fetch(roots.toString());

    Complaint.assertOneLine(outcome, 8);
    assertThat(outcome.err()).startsWith("gcert: --roots: " + roots + ": ").contains(word);
  }

  private static Gcert.Outcome fetch(String roots) {
    return Gcert.run("fetch", "--roots", roots, "127.0.0.1:1");
  }
}
