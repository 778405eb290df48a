package gcert.tls;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Tells whether a private and a public key belong together, by making the one from the other. */
final class KeyPairs {
  private KeyPairs() {}

  /**
   * Whether they belong together; yes where that cannot be told.
   *
   * @throws IOException when the public key cannot be read
   */
  static boolean match(AsymmetricKeyParameter secret, SubjectPublicKeyInfo open)
      throws IOException {
    if (secret instanceof RSAKeyParameters rsa) {
      return isRsa(open)
          && RSAPublicKey.getInstance(open.parsePublicKey()).getModulus().equals(rsa.getModulus());
    }
    if (secret instanceof ECPrivateKeyParameters ec) {
      return PublicKeyFactory.createKey(open) instanceof ECPublicKeyParameters point
          && point.getParameters().getCurve().equals(ec.getParameters().getCurve())
          && point.getQ().equals(ec.getParameters().getG().multiply(ec.getD()).normalize());
    }
    byte[] octets = open.getPublicKeyData().getOctets();
    if (secret instanceof Ed25519PrivateKeyParameters ed25519) {
      return Arrays.equals(octets, ed25519.generatePublicKey().getEncoded());
    }
    if (secret instanceof Ed448PrivateKeyParameters ed448) {
      return Arrays.equals(octets, ed448.generatePublicKey().getEncoded());
    }
    if (secret instanceof MLDSAPrivateKeyParameters mlDsa) {
      return Arrays.equals(octets, mlDsa.getPublicKey());
    }
    return true;
  }

  /** Whether a public key is one of RSA, for PSS only or for all. */
  static boolean isRsa(SubjectPublicKeyInfo key) {
    return key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
        || isPssOnly(key);
  }

  /** Whether a public key is one of RSA for PSS only (RFC 4055 section 1.2). */
  static boolean isPssOnly(SubjectPublicKeyInfo key) {
    return key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
  }
}
