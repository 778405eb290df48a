package gcert.testing;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A private key and the Certificate message that goes with it, which may be any list of octets.
 *
 * @param key the private key
 * @param chain what the server sends, in this order; the first has to hold the public key of {@code
 *     key} if the handshake is to succeed
 */
public record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {

  /** Takes a copy of the list. */
  public ServerIdentity {
    chain = List.copyOf(chain);
  }

  /** The key of the first certificate, and these certificates in this order. */
  public static ServerIdentity of(TestCertificate first, TestCertificate... others) {
    var chain = new ArrayList<X509Certificate>();
    chain.add(first.x509());
    for (TestCertificate other : others) {
      chain.add(other.x509());
    }
    return new ServerIdentity(first.privateKey(), chain);
  }

  /**
   * The key of {@code holder}, and octets that need not be certificates at all.
   *
   * @param ders what to send, in this order
   */
  public static ServerIdentity ofOctets(TestCertificate holder, List<byte[]> ders) {
    return new ServerIdentity(
        holder.privateKey(),
        ders.stream()
            .<X509Certificate>map(der -> new OctetsCertificate(holder.x509(), der))
            .toList());
  }

  /** A context for servers and clients that show this identity and trust the JDK's roots. */
  public SSLContext sslContext() {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init((KeyStore) null);
      return sslContext(trust.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A context that shows this identity and trusts whom {@code trust} says. */
  public SSLContext sslContext(TrustManager... trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneIdentity(this)}, trust, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends the list as it is: unlike the JDK's own it asks no question about the certificates. */
  private static final class OneIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "identity";
    private final ServerIdentity identity;

    OneIdentity(ServerIdentity identity) {
      this.identity = identity;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
      return ALIAS;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return ALIAS;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity.chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.key;
    }
  }
}
