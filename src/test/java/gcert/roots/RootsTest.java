package gcert.roots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.testing.TestCertificate;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootsTest {
  @Nested
  class Bundled {
    private final BundledRoots roots = new BundledRoots();

    @Test
    @DisplayName("the bundle holds the reviewed table's certificates, in its order, and no others")
    void matchesTheTable() throws Exception {
      List<String> fingerprints =
          Files.readAllLines(Path.of("src/roots/roots.tsv")).stream()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t", -1)[3])
              .toList();

      assertThat(fingerprints).hasSize(21);
      assertThat(roots.all())
          .extracting(anchor -> anchor.certificate().sha256())
          .containsExactlyElementsOf(fingerprints);
      assertThat(roots.all()).extracting(Anchor::source).containsOnly("bundled");
    }

    @Test
    @DisplayName("each root is found by its subject, in the encoding it has and in any other")
    void findsBySubject() {
      for (Anchor anchor : roots.all()) {
        DistinguishedName subject = anchor.certificate().subjectName();
        assertThat(roots.bySubject(subject)).containsExactly(anchor);
      }
      assertThat(roots.bySubject(name("cn=gts root r1,o=google trust services llc,c=us")))
          .extracting(anchor -> anchor.certificate().sha256())
          .containsExactly("d947432abde7b7fa90fc2e6b59101b1280e0e1c7e4e40fa3c6887fff57a7f4cf");
      assertThat(roots.bySubject(name("CN=Nobody"))).isEmpty();
    }

    @Test
    void saysWhereItIsFrom() {
      assertThat(roots.text())
          .contains("https://pki.goog/roots.pem", "Taken: 2026-10-21", "google-api-client");
    }
  }

  @Nested
  class FromAFile {
    private final TestCertificate root = TestCertificate.root().mint();
    private final TestCertificate other = TestCertificate.root("Other").mint();
    @TempDir Path folder;

    @Test
    @DisplayName("35: text between, a private key and a duplicate do no harm")
    void readsPem() throws Exception {
      AnchorStore roots =
          FileRoots.read(
              file(
                  "My CA\n"
                      + root.pem()
                      + "key\n"
                      + root.privateKeyPem()
                      + other.pem()
                      + root.pem()));

      assertThat(fingerprints(roots)).containsExactly(sha256(root), sha256(other));
    }

    @Test
    void readsDer() throws Exception {
      assertThat(fingerprints(FileRoots.read(Files.write(folder.resolve("r.der"), root.der()))))
          .containsExactly(sha256(root));
    }

    @Test
    @DisplayName("35: missing, empty, without a certificate, cut short, damaged: each says so")
    void refusesOthers() throws Exception {
      refuses(folder.resolve("none.pem"), "no such file");
      refuses(file(""), "empty");
      refuses(file("hello\n"), "no certificate");
      refuses(file(root.privateKeyPem()), "no certificate");
      refuses(file("x\n" + root.pem().substring(0, 300)), "line 2: the block has no end");
      refuses(file(root.pem().replace("MII", "M!I")), "line 2: this is not base64");
      refuses(file(root.pem().replace("MII", "AAA")), "line 1: not a certificate");
      refuses(folder, folder.toString());
    }

    private void refuses(Path file, String reason) {
      assertThatThrownBy(() -> FileRoots.read(file))
          .isInstanceOf(RootsException.class)
          .hasMessageContaining(file.getFileName().toString())
          .hasMessageContaining(reason);
    }

    private Path file(String text) throws Exception {
      return Files.write(
          Files.createTempFile(folder, "roots", ".pem"), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void theSystemsRootsAreThoseOfTheFileNamed(@TempDir Path folder) throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    Path file = Files.writeString(folder.resolve("r.pem"), root.pem());

    AnchorStore roots = SystemRoots.load(Map.of("SSL_CERT_FILE", file.toString()));

    assertThat(fingerprints(roots)).containsExactly(sha256(root));
    assertThat(roots.name()).isEqualTo("system");
  }

  @Test
  void severalStoresAreOne() throws Exception {
    AnchorStore bundled = new BundledRoots();
    AnchorStore twice = new CombinedRoots(List.of(bundled, bundled));

    assertThat(twice.all()).hasSize(42);
    assertThat(twice.name()).isEqualTo("bundled, bundled");
    assertThat(twice.bySubject(bundled.all().get(0).certificate().subjectName())).hasSize(2);
  }

  private static List<String> fingerprints(AnchorStore roots) {
    return roots.all().stream().map(anchor -> anchor.certificate().sha256()).toList();
  }

  private static String sha256(TestCertificate certificate) throws Exception {
    return Certificate.parse(certificate.der()).sha256();
  }

  private static DistinguishedName name(String text) {
    try {
      return DistinguishedName.of(new X500Name(RFC4519Style.INSTANCE, text));
    } catch (MalformedAsn1Exception e) {
      throw new IllegalArgumentException(e);
    }
  }
}
