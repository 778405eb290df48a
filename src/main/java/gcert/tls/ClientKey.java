package gcert.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A client certificate and its private key.
 *
 * @param key the private key that belongs to the first certificate
 * @param chain the certificates to send, end entity first; at least one
 */
public record ClientKey(PrivateKey key, List<X509Certificate> chain) {

  /**
   * Takes a copy of the list.
   *
   * @throws IllegalArgumentException when the chain is empty
   */
  public ClientKey {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a client key needs a certificate");
    }
  }

  @Override
  public String toString() {
    return "ClientKey[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
