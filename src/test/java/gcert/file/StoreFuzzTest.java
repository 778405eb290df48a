package gcert.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import gcert.testing.Mutation;
import gcert.testing.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a message or a store, reading it gives certificates or the one failure that is
 * documented, at a bounded cost: nobody's file takes the memory of the machine.
 */
class StoreFuzzTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final long MOST_MEMORY = 64L * 1024 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Random random = Mutation.random(20261125);
  private final Mutation mutation = new Mutation(random);
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).mint();

  @Test
  void messagesOfPkcs7() throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addCertificate(new X509CertificateHolder(leaf.der()));
    generator.addCertificate(new X509CertificateHolder(root.der()));
    byte[] message = generator.generate(new CMSAbsentContent()).getEncoded();

    readDamaged(message, Mutation.rounds(2_000));
  }

  @Test
  void storesOfPkcs12WithoutEncryption() throws Exception {
    PKCS12PfxPduBuilder store = new PKCS12PfxPduBuilder();
    store.addData(new PKCS12SafeBagBuilder(new X509CertificateHolder(leaf.der())).build());
    store.addData(new PKCS12SafeBagBuilder(new X509CertificateHolder(root.der())).build());

    readDamaged(store.build(null, new char[0]).getEncoded(), 100);
  }

  @Test
  void storesOfPkcs12WithEncryption() throws Exception {
    // Each is opened with three passwords, ten thousand rounds each.
    readDamaged(written(leaf.keyStore(PASSWORD)), 30);
  }

  @Test
  void aStoreThatAsksForMuchMemoryIsNotOpened() throws Exception {
    PKCS12PfxPduBuilder store = new PKCS12PfxPduBuilder();
    store.addEncryptedData(
        new JcePKCSPBEOutputEncryptorBuilder(
                new ScryptConfig.Builder(16_384, 8, 1).build(), NISTObjectIdentifiers.id_aes256_CBC)
            .setProvider(new BouncyCastleProvider())
            .build(PASSWORD),
        new PKCS12SafeBag[] {
          new PKCS12SafeBagBuilder(new X509CertificateHolder(leaf.der())).build()
        });
    byte[] modest = store.build(null, new char[0]).getEncoded();
    // Cost, block size and parallelization in DER; 16,384 times 127 blocks are 266 MB.
    byte[] usual = {2, 2, 0x40, 0, 2, 1, 8, 2, 1, 1};
    byte[] greedy = modest.clone();
    greedy[indexOf(usual, modest) + 6] = 127;

    assertThat(CertificateReader.read(modest, "store", name -> Optional.of(PASSWORD))).hasSize(1);
    long memory = allocated();
    assertThatThrownBy(() -> CertificateReader.read(greedy, "store", name -> Optional.empty()))
        .hasMessage("a PKCS#12 store that takes too much time or memory to open");
    assertThat(allocated() - memory).isLessThan(MOST_MEMORY);
  }

  @Test
  void storesOfJava() throws Exception {
    for (String type : new String[] {"JKS", "JCEKS"}) {
      KeyStore store = KeyStore.getInstance(type);
      store.load(null, null);
      store.setCertificateEntry("root", root.x509());
      store.setKeyEntry(
          "server",
          leaf.privateKey(),
          PASSWORD,
          new java.security.cert.Certificate[] {leaf.x509()});

      readDamaged(written(store), Mutation.rounds(2_000));
    }
  }

  @Test
  void storesOfJavaWithSecretKeys() throws Exception {
    KeyStore store = KeyStore.getInstance("JCEKS");
    store.load(null, null);
    store.setKeyEntry("secret", new SecretKeySpec(new byte[16], "AES"), PASSWORD, null);
    store.setCertificateEntry("root", root.x509());
    byte[] octets = written(store);

    assertThat(CertificateReader.read(octets, "store", name -> Optional.empty())).hasSize(1);
    readDamaged(octets, 500);
  }

  private void readDamaged(byte[] whole, int times) {
    for (int i = 0; i < times; i++) {
      byte[] damaged = random.nextBoolean() ? mutation.of(whole) : exaggerated(whole);
      if (damaged.length > 0) {
        assertReadOrRefused(damaged);
      }
    }
  }

  /** Somewhere a number of four octets is very large, or negative; a length is such a number. */
  private byte[] exaggerated(byte[] whole) {
    byte[] octets = whole.clone();
    int at = random.nextInt(octets.length - 4);
    octets[at] = (byte) (random.nextBoolean() ? 0x7f : 0xff);
    Arrays.fill(octets, at + 1, at + 4, (byte) random.nextInt(256));
    return octets;
  }

  private static void assertReadOrRefused(byte[] content) {
    long memory = allocated();
    long start = System.nanoTime();
    try {
      assertThat(CertificateReader.read(content, "store", name -> Optional.of(PASSWORD)))
          .isNotEmpty();
    } catch (CertificateFileException e) {
      assertThat(e.getMessage()).isNotBlank().matches("[ -~]*");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    assertThat(allocated() - memory).isLessThan(MOST_MEMORY);
  }

  private static int indexOf(byte[] part, byte[] whole) {
    int at = 0;
    while (!Arrays.equals(part, Arrays.copyOfRange(whole, at, at + part.length))) {
      at++;
    }
    return at;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static byte[] written(KeyStore store) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    return out.toByteArray();
  }
}
