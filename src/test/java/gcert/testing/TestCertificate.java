package gcert.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A certificate minted by a test, with its private key.
 *
 * <pre>{@code
 * TestCertificate root = TestCertificate.root().mint();
 * TestCertificate mx = TestCertificate.leaf("mx.test").issuedBy(root).mint();
 * TestCertificate old = TestCertificate.leaf("mx.test").issuedBy(root).expiredDays(3).mint();
 * }</pre>
 */
public final class TestCertificate {
  private final byte[] der;
  private final X500Name subject;
  private final KeyPair keys;
  private final Optional<TestCertificate> issuer;

  TestCertificate(byte[] der, X500Name subject, KeyPair keys, Optional<TestCertificate> issuer) {
    this.der = der;
    this.subject = subject;
    this.keys = keys;
    this.issuer = issuer;
  }

  /** Starts a self-signed CA certificate named {@code Test Root}, valid for ten years. */
  public static CertificateBuilder root() {
    return CertificateBuilder.authority("Test Root");
  }

  /** Starts a self-signed CA certificate of this common name. */
  public static CertificateBuilder root(String commonName) {
    return CertificateBuilder.authority(commonName);
  }

  /** Starts a CA certificate named {@code Test Intermediate}, to be issued by another. */
  public static CertificateBuilder intermediate() {
    return CertificateBuilder.authority("Test Intermediate");
  }

  /** Starts a CA certificate of this common name, to be issued by another. */
  public static CertificateBuilder intermediate(String commonName) {
    return CertificateBuilder.authority(commonName);
  }

  /**
   * Starts a server's certificate for these DNS names, the first of which is its common name too.
   * Self-signed unless it gets an issuer.
   */
  public static CertificateBuilder leaf(String... dnsNames) {
    return CertificateBuilder.server(dnsNames);
  }

  /** Starts a certificate of the same subject and key, to be issued by another: a cross-sign. */
  public CertificateBuilder again() {
    return CertificateBuilder.authority("").subject(subject).key(keys);
  }

  /** The DER octets. */
  public byte[] der() {
    return der.clone();
  }

  /** The JDK's reading of the octets. */
  public X509Certificate x509() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java does not read this certificate; take der()", e);
    }
  }

  /** The certificate as RFC 7468 writes it: lines of 64 characters, {@code \n} at their ends. */
  public String pem() {
    return pem("CERTIFICATE", der);
  }

  /** The subject. */
  public X500Name subject() {
    return subject;
  }

  /** Both keys. */
  public KeyPair keys() {
    return keys;
  }

  /** The private key. */
  public PrivateKey privateKey() {
    return keys.getPrivate();
  }

  /** The private key as unencrypted PKCS#8 in PEM. */
  public String privateKeyPem() {
    return pem("PRIVATE KEY", privateKey().getEncoded());
  }

  /** The certificate that issued this one; empty when it is self-signed. */
  public Optional<TestCertificate> issuer() {
    return issuer;
  }

  /** This certificate, its issuer, the issuer of that and so on, without the root at the end. */
  public List<TestCertificate> chain() {
    List<TestCertificate> chain = chainWithRoot();
    return chain.size() == 1 ? chain : chain.subList(0, chain.size() - 1);
  }

  /** This certificate and everything above it, root included. */
  public List<TestCertificate> chainWithRoot() {
    List<TestCertificate> chain = new ArrayList<>();
    Optional<TestCertificate> next = Optional.of(this);
    while (next.isPresent()) {
      chain.add(next.get());
      next = next.get().issuer();
    }
    return chain;
  }

  /** What a well-kept server shows: this certificate and those above it, without the root. */
  public ServerIdentity identity() {
    return new ServerIdentity(privateKey(), chain().stream().map(TestCertificate::x509).toList());
  }

  /** A context for a server that shows {@link #identity()}. */
  public SSLContext sslContext() {
    return identity().sslContext();
  }

  /** A PKCS#12 key store with the key and {@link #chain()} under the alias {@code server}. */
  public KeyStore keyStore(char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(
          "server",
          privateKey(),
          password,
          chain().stream().map(TestCertificate::x509).toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the certificate as PEM. Returns {@code file}. */
  public Path writePem(Path file) {
    return write(file, pem());
  }

  /** Writes {@link #chain()} as PEM, one after the other. Returns {@code file}. */
  public Path writeChain(Path file) {
    return write(file, pems(chain()));
  }

  /** Writes the private key as PEM. Returns {@code file}. */
  public Path writeKey(Path file) {
    return write(file, privateKeyPem());
  }

  /** The certificates as PEM, one after the other. */
  public static String pems(List<TestCertificate> certificates) {
    StringBuilder text = new StringBuilder();
    certificates.forEach(certificate -> text.append(certificate.pem()));
    return text.toString();
  }

  /** Octets as RFC 7468 writes them. */
  public static String pem(String label, byte[] octets) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "TestCertificate[" + subject + "]";
  }
}
