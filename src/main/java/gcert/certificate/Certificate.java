package gcert.certificate;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * One X.509 certificate (RFC 5280) as it was received: the DER octets and the JDK's reading of
 * them. Bouncy Castle's reading, from which most of the description comes, is made when it is first
 * asked for.
 *
 * <p>Equality is equality of the DER octets. Text is as the certificate has it: whoever shows it
 * escapes it.
 */
public final class Certificate {
  private final byte[] der;
  private final X509Certificate x509;
  private final Optional<String> complaint;
  private volatile @Nullable Reading reading;

  private record Reading(Optional<org.bouncycastle.asn1.x509.Certificate> structure) {}

  private Certificate(byte[] der, X509Certificate x509, Optional<String> complaint) {
    this.der = der;
    this.x509 = x509;
    this.complaint = complaint;
  }

  /**
   * Reads one DER certificate. One that the JDK refuses is a certificate all the same, with a
   * {@link #complaint}, as long as the octets are one value in DER.
   *
   * @throws MalformedCertificateException when the octets are not a certificate
   */
  public static Certificate parse(byte[] der) throws MalformedCertificateException {
    byte[] octets = der.clone();
    String refusal;
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate read =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(octets));
      return new Certificate(octets, read, Optional.empty());
    } catch (CertificateException e) {
      refusal = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      // The JDK's parser throws unchecked exceptions on some octets that make no sense.
      refusal = e.toString();
    }
    if (!Envelope.isCertificate(octets)) {
      throw new MalformedCertificateException(refusal);
    }
    return new Certificate(octets, UnreadableCertificate.of(octets), Optional.of(refusal));
  }

  /**
   * Wraps a certificate that the JDK has read.
   *
   * @throws MalformedCertificateException when it has no encoded form
   */
  public static Certificate of(X509Certificate x509) throws MalformedCertificateException {
    try {
      return new Certificate(x509.getEncoded(), x509, Optional.empty());
    } catch (CertificateEncodingException e) {
      throw new MalformedCertificateException(String.valueOf(e.getMessage()));
    }
  }

  /** A copy of the DER octets. */
  public byte[] der() {
    return der.clone();
  }

  /**
   * The JDK's reading; when there is a {@link #complaint}, what is known without it, verifying
   * nothing.
   */
  public X509Certificate x509() {
    return x509;
  }

  /** Why the JDK refuses to read the certificate, unescaped; empty when it does not. */
  public Optional<String> complaint() {
    return complaint;
  }

  /**
   * Bouncy Castle's reading of the same octets, in which each field is as it was encoded; empty
   * when it refuses what the JDK accepts.
   */
  public Optional<org.bouncycastle.asn1.x509.Certificate> structure() {
    Reading made = reading;
    if (made == null) {
      made = new Reading(read(der));
      reading = made;
    }
    return made.structure();
  }

  /** The subject as RFC 2253 writes it. */
  public String subject() {
    return x509.getSubjectX500Principal().getName();
  }

  /** The issuer as RFC 2253 writes it. */
  public String issuer() {
    return x509.getIssuerX500Principal().getName();
  }

  /** The subject, comparable by RFC 5280 section 7.1. */
  public X500Principal subjectPrincipal() {
    return x509.getSubjectX500Principal();
  }

  /** The serial number, negative ones included. */
  public BigInteger serialNumber() {
    return x509.getSerialNumber();
  }

  /** The first instant of the validity. */
  public Instant notBefore() {
    return x509.getNotBefore().toInstant();
  }

  /** The last instant of the validity: the certificate is still valid in this very second. */
  public Instant notAfter() {
    return x509.getNotAfter().toInstant();
  }

  /**
   * The subject alternative names in their order (RFC 5280 section 4.2.1.6): DNS names and IP
   * addresses as plain text (RFC 5952 for IPv6), every other kind with its kind before it: {@code
   * email:}, {@code URI:}, {@code directory:} … Empty when there are none or they cannot be read.
   */
  public List<String> names() {
    return structure().map(SubjectNames::of).orElse(List.of());
  }

  /** The kind and size of the key: {@code EC P-256}, {@code RSA 2048}, {@code ML-DSA-65} … */
  public String key() {
    return structure()
        .map(read -> KeyWords.of(read.getSubjectPublicKeyInfo()))
        .orElseGet(() -> x509.getPublicKey().getAlgorithm());
  }

  /**
   * The algorithm of the signature: {@code SHA256withRSA}, {@code Ed25519}, {@code RSASSA-PSS
   * (SHA-256, salt 32)} …; the object identifier where no name is known.
   */
  public String signature() {
    return structure()
        .map(read -> SignatureWords.of(read.getSignatureAlgorithm()))
        .orElseGet(x509::getSigAlgName);
  }

  /** SHA-256 over the DER octets, 64 lower-case hex digits. */
  public String sha256() {
    return sha256(der);
  }

  /**
   * SHA-256 over the SubjectPublicKeyInfo, 64 lower-case hex digits (RFC 7469 section 2.4, RFC 6698
   * section 2.1.2). The octets are those of the certificate: a key that is encoded in an unusual
   * way is not encoded anew.
   */
  public String spkiSha256() {
    return sha256(SpkiOctets.of(der).orElseGet(() -> x509.getPublicKey().getEncoded()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Certificate that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  @Override
  public String toString() {
    return "Certificate[" + x509.getSubjectX500Principal() + "]";
  }

  static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Optional<org.bouncycastle.asn1.x509.Certificate> read(byte[] der) {
    try {
      return Optional.of(org.bouncycastle.asn1.x509.Certificate.getInstance(der));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
