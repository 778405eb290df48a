package gcert.certificate;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.NullUnmarked;

/**
 * A certificate that the JDK refuses to read: it has its octets, and of the rest what Bouncy Castle
 * can make of them. It verifies nothing, and its key is a row of octets.
 */
@NullUnmarked // Absent parts are null by the contract of X509Certificate.
final class UnreadableCertificate extends X509Certificate {
  private static final long serialVersionUID = 1L;
  private static final X500Principal NOBODY = new X500Principal("");

  private final byte[] der;
  private final X500Principal subject;
  private final X500Principal issuer;
  private final Instant notBefore;
  private final Instant notAfter;
  private final BigInteger serial;
  private final int version;
  private final String algorithm;
  private final Octets key;

  /** A public key of which only the encoding is known. */
  private static final class Octets implements PublicKey {
    private static final long serialVersionUID = 1L;

    private final byte[] spki;

    Octets(byte[] spki) {
      this.spki = spki;
    }

    @Override
    public String getAlgorithm() {
      return "unknown";
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      return spki.clone();
    }
  }

  /** Keeps the octets, and what Bouncy Castle can make of them. */
  static UnreadableCertificate of(byte[] der) {
    try {
      return new UnreadableCertificate(
          der, Optional.of(org.bouncycastle.asn1.x509.Certificate.getInstance(der)));
    } catch (RuntimeException e) {
      // Bouncy Castle throws what comes to hand on octets that make no sense.
      return new UnreadableCertificate(der, Optional.empty());
    }
  }

  private UnreadableCertificate(byte[] der, Optional<org.bouncycastle.asn1.x509.Certificate> read) {
    this.der = der.clone();
    this.subject = read.map(c -> principal(c.getSubject())).orElse(NOBODY);
    this.issuer = read.map(c -> principal(c.getIssuer())).orElse(NOBODY);
    this.notBefore = read.map(c -> instant(c.getStartDate())).orElse(Instant.EPOCH);
    this.notAfter = read.map(c -> instant(c.getEndDate())).orElse(Instant.EPOCH);
    this.serial = read.map(c -> c.getSerialNumber().getValue()).orElse(BigInteger.ZERO);
    this.version = read.map(c -> c.getVersionNumber()).orElse(3);
    this.algorithm =
        read.map(c -> c.getSignatureAlgorithm().getAlgorithm().getId()).orElse("unknown");
    this.key = new Octets(SpkiOctets.of(der).orElse(new byte[0]));
  }

  private static X500Principal principal(X500Name name) {
    try {
      return new X500Principal(name.getEncoded());
    } catch (java.io.IOException | IllegalArgumentException e) {
      return NOBODY;
    }
  }

  private static Instant instant(Time time) {
    try {
      return time.getDate().toInstant();
    } catch (IllegalStateException e) {
      return Instant.EPOCH;
    }
  }

  @Override
  public byte[] getEncoded() {
    return der.clone();
  }

  @Override
  public X500Principal getSubjectX500Principal() {
    return subject;
  }

  @Override
  public X500Principal getIssuerX500Principal() {
    return issuer;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getSubjectDN() {
    return subject;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getIssuerDN() {
    return issuer;
  }

  @Override
  public Date getNotBefore() {
    return Date.from(notBefore);
  }

  @Override
  public Date getNotAfter() {
    return Date.from(notAfter);
  }

  @Override
  public BigInteger getSerialNumber() {
    return serial;
  }

  @Override
  public int getVersion() {
    return version;
  }

  @Override
  public PublicKey getPublicKey() {
    return key;
  }

  @Override
  public String getSigAlgName() {
    return algorithm;
  }

  @Override
  public String getSigAlgOID() {
    return algorithm;
  }

  @Override
  public byte[] getSigAlgParams() {
    return null;
  }

  @Override
  public byte[] getTBSCertificate() {
    return new byte[0];
  }

  @Override
  public byte[] getSignature() {
    return new byte[0];
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    return null;
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    return null;
  }

  @Override
  public boolean[] getKeyUsage() {
    return null;
  }

  @Override
  public int getBasicConstraints() {
    return -1;
  }

  @Override
  public void checkValidity() {}

  @Override
  public void checkValidity(Date date) {}

  @Override
  public void verify(PublicKey issuerKey) throws SignatureException {
    throw new SignatureException("the certificate cannot be read");
  }

  @Override
  public void verify(PublicKey issuerKey, String provider) throws SignatureException {
    throw new SignatureException("the certificate cannot be read");
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return true;
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    return Set.of();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    return Set.of();
  }

  @Override
  public byte[] getExtensionValue(String oid) {
    return null;
  }

  @Override
  public String toString() {
    return "UnreadableCertificate[" + der.length + " octets]";
  }
}
