package gcert.tls;

import java.security.PublicKey;
import java.security.cert.Certificate;

/**
 * A certificate that a server has shown, as octets: a view for those who write them down. It is
 * neither read nor judged here, so that it may be no certificate at all.
 */
final class SeenCertificate extends Certificate {
  private static final long serialVersionUID = 1L;

  private final byte[] der;

  /** Wraps the DER octets, which must not be changed afterwards. */
  SeenCertificate(byte[] der) {
    super("X.509");
    this.der = der;
  }

  @Override
  public byte[] getEncoded() {
    return der.clone();
  }

  /** Refuses: chains are judged by {@code gcert.trust}. */
  @Override
  public void verify(PublicKey key) {
    throw new UnsupportedOperationException("this certificate is only octets");
  }

  @Override
  public void verify(PublicKey key, String provider) {
    throw new UnsupportedOperationException("this certificate is only octets");
  }

  @Override
  public PublicKey getPublicKey() {
    throw new UnsupportedOperationException("this certificate is only octets");
  }

  @Override
  public String toString() {
    return "certificate of " + der.length + " octets";
  }
}
