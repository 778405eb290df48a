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
import javax.security.auth.x500.X500Principal;

/**
 * One X.509 certificate (RFC 5280) as it was received: the DER octets and the JDK's reading of
 * them.
 *
 * <p>Equality is equality of the DER octets.
 */
public final class Certificate {
  private final byte[] der;
  private final X509Certificate x509;

  private Certificate(byte[] der, X509Certificate x509) {
    this.der = der;
    this.x509 = x509;
  }

  /**
   * Reads one DER certificate.
   *
   * @throws MalformedCertificateException when the octets are not a certificate
   */
  public static Certificate parse(byte[] der) throws MalformedCertificateException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate read =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
      return new Certificate(der.clone(), read);
    } catch (CertificateException e) {
      throw new MalformedCertificateException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Wraps a certificate that the JDK has read.
   *
   * @throws MalformedCertificateException when it has no encoded form
   */
  public static Certificate of(X509Certificate x509) throws MalformedCertificateException {
    try {
      return new Certificate(x509.getEncoded(), x509);
    } catch (CertificateEncodingException e) {
      throw new MalformedCertificateException(String.valueOf(e.getMessage()));
    }
  }

  /** A copy of the DER octets. */
  public byte[] der() {
    return der.clone();
  }

  /** The JDK's reading. */
  public X509Certificate x509() {
    return x509;
  }

  /** The subject as RFC 4514 writes it; unescaped for terminals. */
  public String subject() {
    return x509.getSubjectX500Principal().getName();
  }

  public String issuer() {
    return x509.getIssuerX500Principal().getName();
  }

  public X500Principal subjectPrincipal() {
    return x509.getSubjectX500Principal();
  }

  public BigInteger serialNumber() {
    return x509.getSerialNumber();
  }

  public Instant notBefore() {
    return x509.getNotBefore().toInstant();
  }

  public Instant notAfter() {
    return x509.getNotAfter().toInstant();
  }

  public List<String> names() {
    return List.of();
  }

  public String key() {
    return x509.getPublicKey().getAlgorithm();
  }

  public String signature() {
    return x509.getSigAlgName();
  }

  /** SHA-256 over the DER octets, 64 lower-case hex digits. */
  public String sha256() {
    return sha256(der);
  }

  /** SHA-256 over the DER SubjectPublicKeyInfo, 64 lower-case hex digits (RFC 7469 section 2.4). */
  public String spkiSha256() {
    return sha256(x509.getPublicKey().getEncoded());
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

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
