package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Gcert;
import gcert.testing.TestCertificate;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key stores of each kind, which a program without providers has to read as Java does. */
class KeyStoresTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS", "JCEKS"})
  void thoseThatJavaWrites(String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setKeyEntry("server", LEAF.privateKey(), PASSWORD, new Certificate[] {LEAF.x509()});

    assertShown(written(store));
  }

  @Test
  void oneWithSecretKeysBeside() throws Exception {
    KeyStore store = KeyStore.getInstance("JCEKS");
    store.load(null, null);
    store.setKeyEntry("a secret", new SecretKeySpec(new byte[16], "AES"), PASSWORD, null);
    store.setCertificateEntry("server", LEAF.x509());
    store.setKeyEntry("another", new SecretKeySpec(new byte[24], "DESede"), PASSWORD, null);

    assertShown(written(store));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.113549.1.12.1.6, RC2 with 40 bits",
    "1.2.840.113549.1.12.1.3, 3DES with three keys",
    "1.2.840.113549.1.12.1.1, RC4 with 128 bits",
    "2.16.840.1.101.3.4.1.42, AES with 256 bits"
  })
  void thoseOfEachEncryption(String algorithm, String what) throws Exception {
    PKCS12PfxPduBuilder store = new PKCS12PfxPduBuilder();
    store.addEncryptedData(
        new JcePKCSPBEOutputEncryptorBuilder(new ASN1ObjectIdentifier(algorithm))
            .setProvider(new BouncyCastleProvider())
            .build(PASSWORD),
        new PKCS12SafeBag[] {
          new PKCS12SafeBagBuilder(new X509CertificateHolder(LEAF.der())).build()
        });
    Path file = folder.resolve("store");
    Files.write(file, store.build(null, PASSWORD).getEncoded());

    assertShown(file);
  }

  @Test
  void aClientCertificateInAStoreIsRefusedWithWhatIsWanted() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", LEAF.privateKey(), PASSWORD, new Certificate[] {LEAF.x509()});
    String file = written(store).toString();

    Gcert.Outcome outcome = Gcert.run("fetch", "--cert", file, "tls://127.0.0.1:1");

    assertThat(outcome.code()).isEqualTo(8);
    assertThat(outcome.err()).contains("--cert: " + file + ": ", "PEM").hasLineCount(1);
  }

  private Path written(KeyStore store) throws Exception {
    Path file = folder.resolve("store");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return file;
  }

  private static void assertShown(Path file) {
    Gcert.Outcome outcome = Gcert.run("show", "--format", "pem", "file:" + file);

    assertThat(outcome.text()).as(outcome.err()).isEqualTo(LEAF.pem());
  }
}
