package gcert.testing;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/**
 * Octets of any kind in the dress of a certificate, so that JSSE sends them: every question is
 * answered by another certificate, only the encoded form is that of the octets.
 */
final class OctetsCertificate extends X509Certificate {
  private static final long serialVersionUID = 1L;

  private final transient X509Certificate dress;
  private final byte[] octets;

  OctetsCertificate(X509Certificate dress, byte[] octets) {
    this.dress = dress;
    this.octets = octets.clone();
  }

  @Override
  public byte[] getEncoded() {
    return octets.clone();
  }

  @Override
  public PublicKey getPublicKey() {
    return dress.getPublicKey();
  }

  @Override
  public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
    dress.checkValidity();
  }

  @Override
  public void checkValidity(Date date)
      throws CertificateExpiredException, CertificateNotYetValidException {
    dress.checkValidity(date);
  }

  @Override
  public int getVersion() {
    return dress.getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return dress.getSerialNumber();
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getIssuerDN() {
    return dress.getIssuerX500Principal();
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getSubjectDN() {
    return dress.getSubjectX500Principal();
  }

  @Override
  public Date getNotBefore() {
    return dress.getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return dress.getNotAfter();
  }

  @Override
  public byte[] getTBSCertificate() {
    return octets.clone();
  }

  @Override
  public byte[] getSignature() {
    return dress.getSignature();
  }

  @Override
  public String getSigAlgName() {
    return dress.getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return dress.getSigAlgOID();
  }

  @Override
  public byte[] getSigAlgParams() {
    return dress.getSigAlgParams();
  }

  @Override
  public boolean[] getIssuerUniqueID() {
    return dress.getIssuerUniqueID();
  }

  @Override
  public boolean[] getSubjectUniqueID() {
    return dress.getSubjectUniqueID();
  }

  @Override
  public boolean[] getKeyUsage() {
    return dress.getKeyUsage();
  }

  @Override
  public int getBasicConstraints() {
    return dress.getBasicConstraints();
  }

  @Override
  public void verify(PublicKey key)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    dress.verify(key);
  }

  @Override
  public void verify(PublicKey key, String provider)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    dress.verify(key, provider);
  }

  @Override
  public String toString() {
    return "OctetsCertificate[" + octets.length + " octets]";
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return dress.hasUnsupportedCriticalExtension();
  }

  @Override
  public Set<String> getCriticalExtensionOIDs() {
    return dress.getCriticalExtensionOIDs();
  }

  @Override
  public Set<String> getNonCriticalExtensionOIDs() {
    return dress.getNonCriticalExtensionOIDs();
  }

  @Override
  public byte[] getExtensionValue(String oid) {
    return dress.getExtensionValue(oid);
  }
}
