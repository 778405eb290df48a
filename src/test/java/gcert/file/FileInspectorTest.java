package gcert.file;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.target.FileTarget;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInspectorTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate issuer = TestCertificate.intermediate().issuedBy(root).mint();
  private final TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(issuer).mint();

  @TempDir Path folder;

  @Nested
  class Pem {
    @Test
    void isFoundInAnyTextWithAnyLineEnds() throws Exception {
      String text =
          "\ufeff 0 s:CN=mx.test\r\n"
              + leaf.pem().replace("\n", "\r\n")
              + "junk -----BEGIN nothing\r\n"
              + issuer.pem();

      assertThat(chain(text)).containsExactly(leaf.der(), issuer.der());
    }

    @Test
    void mayBeUtf16AsWindowsShellsWriteIt() throws Exception {
      byte[] content = ("\ufeff" + leaf.pem()).getBytes(StandardCharsets.UTF_16LE);

      assertThat(ders(inspect(content))).containsExactly(leaf.der());
    }

    @Test
    void mayHoldThePrivateKeyWhichIsPassedOver() throws Exception {
      assertThat(chain(leaf.privateKeyPem() + leaf.pem())).containsExactly(leaf.der());
      assertThat(
              chain("-----BEGIN PRIVATE KEY-----\n*!*\n-----END PRIVATE KEY-----\n" + leaf.pem()))
          .containsExactly(leaf.der());
    }

    @Test
    void mayBeOpenSslsTrustedForm() throws Exception {
      byte[] content = Arrays.copyOf(leaf.der(), leaf.der().length + 2);
      content[leaf.der().length] = 0x30;

      assertThat(chain(TestCertificate.pem("TRUSTED CERTIFICATE", content)))
          .containsExactly(leaf.der());
    }

    @Test
    void namesTheLineOfWhatIsDamaged() throws Exception {
      String broken = leaf.pem().replaceFirst("\n", "\n*");
      assertThat(failure("first line\n" + broken).what()).isEqualTo("line 3: this is not base64");

      String noCertificate = TestCertificate.pem("CERTIFICATE", new byte[] {1, 2, 3});
      assertThat(failure(leaf.pem() + noCertificate).what())
          .matches("line \\d+: not a certificate: .*");
    }

    @Test
    void saysWhatTheFileHoldsInstead() throws Exception {
      assertThat(failure(leaf.privateKeyPem()).what())
          .isEqualTo("a private key, and no certificate");
      assertThat(failure(TestCertificate.pem("CERTIFICATE REQUEST", new byte[] {1})).what())
          .isEqualTo("a request for a certificate, not a certificate");
      assertThat(failure("hello\n"))
          .isEqualTo(
              new Failure(
                  Step.READ,
                  Category.LOCAL,
                  "no certificate in it",
                  Optional.of("PEM, DER, PKCS#7, PKCS#12 and JKS are read")));
    }
  }

  @Nested
  class Order {
    @Test
    @DisplayName("the first certificate is the end entity")
    void firstComesFirst() throws Exception {
      TestCertificate other = TestCertificate.leaf("other.test").issuedBy(issuer).mint();

      assertThat(chain(leaf.pem() + issuer.pem() + root.pem()))
          .containsExactly(leaf.der(), issuer.der(), root.der());
      assertThat(chain(other.pem() + leaf.pem())).containsExactly(other.der(), leaf.der());
    }

    @Test
    @DisplayName("… unless it is a CA and exactly one other is not")
    void theOnlyEndEntityComesFirst() throws Exception {
      assertThat(chain(root.pem() + issuer.pem() + leaf.pem()))
          .containsExactly(leaf.der(), root.der(), issuer.der());
    }

    @Test
    void authoritiesAloneKeepTheirOrder() throws Exception {
      assertThat(chain(root.pem() + issuer.pem())).containsExactly(root.der(), issuer.der());
    }

    @Test
    void twoEndEntitiesBehindAnAuthorityKeepTheirOrder() throws Exception {
      TestCertificate other = TestCertificate.leaf("other.test").issuedBy(issuer).mint();

      assertThat(chain(root.pem() + other.pem() + leaf.pem()))
          .containsExactly(root.der(), other.der(), leaf.der());
    }

    @Test
    void everyPermutationOfAChainBeginsWithTheEndEntity() throws Exception {
      List<TestCertificate> all = new ArrayList<>(leaf.chainWithRoot());
      Random random = new Random(7);
      for (int i = 0; i < 20; i++) {
        Collections.shuffle(all, random);
        assertThat(chain(TestCertificate.pems(all)).get(0)).isEqualTo(leaf.der());
      }
    }
  }

  @Nested
  class Binary {
    @Test
    void isOneCertificateOrSeveralInARow() throws Exception {
      assertThat(ders(inspect(leaf.der()))).containsExactly(leaf.der());
      assertThat(ders(inspect(joined(leaf.der(), issuer.der()))))
          .containsExactly(leaf.der(), issuer.der());
    }

    @Test
    void mayEndWithTheLineEndThatAnEditorAdded() throws Exception {
      assertThat(ders(inspect(joined(leaf.der(), new byte[] {'\r', '\n'}))))
          .containsExactly(leaf.der());
    }

    @Test
    void isRefusedWhenCutShortOrFollowedByJunk() throws Exception {
      assertThat(failure(Arrays.copyOf(leaf.der(), 100)).what()).contains("cut short");
      int next = leaf.der().length + 1;
      assertThat(failure(joined(leaf.der(), new byte[] {0x30, (byte) 0x85})).what())
          .isEqualTo("octet " + next + ": neither DER nor text, or cut short");
    }

    @Test
    void nestedWithoutEndIsRefused() throws Exception {
      byte[] nested = new byte[1_000_000];
      for (int i = 0; i < nested.length; i += 2) {
        nested[i] = 0x30;
        nested[i + 1] = (byte) 0x80;
      }

      assertThat(inspect(nested).failure()).isPresent();
    }

    @Test
    void randomDamageGivesCertificatesOrAFailureAndNothingElse() throws Exception {
      Random random = new Random(11);
      byte[] store = written(leaf.keyStore("changeit".toCharArray()), "changeit");
      for (byte[] whole : List.of(leaf.der(), pkcs7(leaf, issuer), jks("x", leaf), store)) {
        for (int i = 0; i < (whole == store ? 6 : 300); i++) {
          byte[] damaged = whole.clone();
          for (int flips = random.nextInt(4); flips >= 0; flips--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
          }
          Observation seen = inspect(damaged);
          assertThat(seen.chain().isEmpty()).isEqualTo(seen.failure().isPresent());
        }
      }
    }
  }

  @Nested
  class Messages {
    @Test
    void ofPkcs7GiveTheirCertificates() throws Exception {
      byte[] message = pkcs7(issuer, leaf);

      assertThat(ders(inspect(message)))
          .containsExactlyInAnyOrder(leaf.der(), issuer.der())
          .first()
          .isEqualTo(leaf.der());
      assertThat(chain(TestCertificate.pem("PKCS7", message))).hasSize(2);
    }

    @Test
    void withoutCertificatesSaySo() throws Exception {
      assertThat(failure(pkcs7()).what()).isEqualTo("a PKCS#7 message without certificates");
    }
  }

  @Nested
  class Stores {
    @Test
    void ofJavasOlderFormNeedNoPassword() throws Exception {
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setCertificateEntry("a-root", root.x509());
      store.setKeyEntry(
          "server",
          leaf.privateKey(),
          "secret".toCharArray(),
          new X509Certificate[] {leaf.x509(), issuer.x509()});

      assertThat(ders(inspect(written(store, "secret"))))
          .containsExactly(leaf.der(), issuer.der(), root.der());
    }

    @Test
    void ofPkcs12OpenWithThePasswordThatWasGiven() throws Exception {
      byte[] store = written(leaf.keyStore("secret".toCharArray()), "secret");

      assertThat(ders(inspect(store, Optional.of("secret"))))
          .containsExactlyInAnyOrder(leaf.der(), issuer.der());
      assertThat(inspect(store, Optional.of("other")).failure().orElseThrow().what())
          .isEqualTo("a PKCS#12 store that this password does not open");
      assertThat(inspect(store, Optional.empty()).failure().orElseThrow())
          .extracting(Failure::what, Failure::hint)
          .containsExactly(
              "a PKCS#12 store with a password", Optional.of("give it with --password-file FILE"));
    }

    @Test
    @DisplayName("the usual password and none are tried before anybody is asked")
    void ofPkcs12OpenWithTheUsualPasswords() throws Exception {
      byte[] usual = written(leaf.keyStore("changeit".toCharArray()), "changeit");

      assertThat(ders(inspect(usual, Optional.empty()))).hasSize(2);
      assertThat(ders(inspect(openPkcs12(leaf, root), Optional.empty())))
          .containsExactly(leaf.der(), root.der());
    }

    @Test
    void thatHoldNoCertificateSaySo() throws Exception {
      KeyStore empty = KeyStore.getInstance("JKS");
      empty.load(null, null);

      assertThat(failure(written(empty, "secret")).what())
          .isEqualTo("a JKS store without certificates");
    }
  }

  @Nested
  class Reading {
    @Test
    void takesStandardInputForADash() {
      FileTarget dash = new FileTarget("-", Optional.empty());
      Observation seen =
          inspector(new ByteArrayInputStream(leaf.pem().getBytes(StandardCharsets.US_ASCII)))
              .inspect(dash);

      assertThat(seen.target()).isEqualTo(dash);
      assertThat(seen.time()).isEqualTo(NOW);
      assertThat(ders(seen)).containsExactly(leaf.der());
      assertThat(seen.session()).isEmpty();
    }

    @Test
    void failsOnMissingEmptyOversizedAndUnreadableFilesWithoutThrowing() throws Exception {
      Path large = folder.resolve("large");
      try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
        file.setLength(FileContent.LARGEST + 1L);
      }

      assertThat(failure(folder.resolve("missing")).what()).isEqualTo("no such file or directory");
      assertThat(failure(Files.createFile(folder.resolve("empty"))).what())
          .isEqualTo("the file is empty");
      assertThat(failure(large).what()).startsWith("larger than 16 MiB");
      assertThat(failure(folder).what()).containsIgnoringCase("directory");
    }
  }

  private List<byte[]> chain(String text) throws Exception {
    return ders(inspect(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Failure failure(String text) throws Exception {
    return failure(text.getBytes(StandardCharsets.UTF_8));
  }

  private Failure failure(byte[] content) throws Exception {
    return inspect(content).failure().orElseThrow();
  }

  private Failure failure(Path file) {
    return inspector(InputStream.nullInputStream())
        .inspect(new FileTarget("file:" + file, Optional.of(file)))
        .failure()
        .orElseThrow();
  }

  private Observation inspect(byte[] content) throws Exception {
    return inspect(content, Optional.empty());
  }

  private Observation inspect(byte[] content, Optional<String> password) throws Exception {
    Path file = Files.write(folder.resolve("certificates"), content);
    return new FileInspector(
            InputStream.nullInputStream(),
            store -> password.map(String::toCharArray),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .inspect(new FileTarget("file:" + file, Optional.of(file)));
  }

  private static FileInspector inspector(InputStream standardInput) {
    return new FileInspector(
        standardInput, store -> Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static List<byte[]> ders(Observation observation) {
    assertThat(observation.failure()).isEmpty();
    return observation.chain().stream().map(certificate -> certificate.der()).toList();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] pkcs7(TestCertificate... certificates) throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    for (TestCertificate certificate : certificates) {
      generator.addCertificate(new X509CertificateHolder(certificate.der()));
    }
    return generator.generate(new CMSAbsentContent()).getEncoded();
  }

  private static byte[] jks(String alias, TestCertificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setCertificateEntry(alias, certificate.x509());
    return written(store, "secret");
  }

  private static byte[] openPkcs12(TestCertificate... certificates) throws Exception {
    PKCS12SafeBag[] bags = new PKCS12SafeBag[certificates.length];
    for (int i = 0; i < bags.length; i++) {
      bags[i] = new PKCS12SafeBagBuilder(new X509CertificateHolder(certificates[i].der())).build();
    }
    PKCS12PfxPduBuilder store = new PKCS12PfxPduBuilder();
    for (PKCS12SafeBag bag : bags) {
      store.addData(bag);
    }
    return store.build(null, new char[0]).getEncoded();
  }

  private static byte[] written(KeyStore store, String password) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return out.toByteArray();
  }
}
