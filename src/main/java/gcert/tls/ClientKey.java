package gcert.tls;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/**
 * A client certificate and its private key.
 *
 * @param key the private key that belongs to the first certificate
 * @param chain the DER octets of the certificates to send, end entity first; at least one
 * @param keyInfo the public key in the first certificate
 */
public record ClientKey(
    AsymmetricKeyParameter key, List<byte[]> chain, SubjectPublicKeyInfo keyInfo) {

  /**
   * Takes a copy of the list.
   *
   * @throws IllegalArgumentException when the chain is empty, or the key is a public one
   */
  public ClientKey {
    chain = List.copyOf(chain);
    if (chain.isEmpty() || !key.isPrivate()) {
      throw new IllegalArgumentException("a client key needs a private key and a certificate");
    }
  }

  /**
   * Whether the private key is that of the certificate; yes where that cannot be told.
   *
   * @throws IOException when the public key cannot be read
   */
  public boolean belongsTogether() throws IOException {
    return KeyPairs.match(key, keyInfo);
  }

  @Override
  public String toString() {
    return "ClientKey[" + keyInfo.getAlgorithm().getAlgorithm() + "]";
  }
}
