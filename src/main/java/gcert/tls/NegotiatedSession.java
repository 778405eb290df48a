package gcert.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A negotiated TLS session as the platform's own interface has it: a record of what was agreed on
 * and shown. Immutable. It holds no keys and cannot be resumed, and its certificates are octets
 * that nobody has judged.
 */
final class NegotiatedSession extends ExtendedSSLSession {
  private static final int RECORD = 16_384;
  private static final int RECORD_OVERHEAD = 2_048 + 5;

  private final TlsSession session;
  private final List<byte[]> chain;
  private final String host;
  private final int port;
  private final Instant time;

  /**
   * Makes one.
   *
   * @param chain the DER octets of the certificates shown, end entity first
   * @param host the host that was asked for
   * @param port its port; -1 when it has none
   */
  NegotiatedSession(TlsSession session, List<byte[]> chain, String host, int port, Instant time) {
    this.session = session;
    this.chain = List.copyOf(chain);
    this.host = host;
    this.port = port;
    this.time = time;
  }

  @Override
  public String getProtocol() {
    return session.version();
  }

  @Override
  public String getCipherSuite() {
    return session.cipher();
  }

  /**
   * The certificates in the order sent; of type {@code X.509}, with their octets and nothing else.
   */
  @Override
  public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
    if (chain.isEmpty()) {
      throw new SSLPeerUnverifiedException("the server has shown no certificate");
    }
    return chain.stream().map(SeenCertificate::new).toArray(Certificate[]::new);
  }

  @Override
  public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
    if (chain.isEmpty()) {
      throw new SSLPeerUnverifiedException("the server has shown no certificate");
    }
    try {
      return new X500Principal(
          org.bouncycastle.asn1.x509.Certificate.getInstance(chain.get(0))
              .getSubject()
              .getEncoded());
    } catch (IOException | RuntimeException e) {
      throw new SSLPeerUnverifiedException("the server's certificate cannot be read");
    }
  }

  @Override
  public List<SNIServerName> getRequestedServerNames() {
    Optional<String> name = session.serverName();
    return name.isPresent() ? List.of(new SentName(name.get())) : List.of();
  }

  @Override
  public List<byte[]> getStatusResponses() {
    List<byte[]> copies = new ArrayList<>();
    for (byte[] response : session.ocspResponses()) {
      copies.add(response.clone());
    }
    return copies;
  }

  @Override
  public String[] getLocalSupportedSignatureAlgorithms() {
    return new String[0];
  }

  /** The one that the server has used; none where it signed nothing. */
  @Override
  public String[] getPeerSupportedSignatureAlgorithms() {
    Optional<String> used = session.signatureScheme();
    return used.isPresent() ? new String[] {used.get()} : new String[0];
  }

  @Override
  public String getPeerHost() {
    return host;
  }

  @Override
  public int getPeerPort() {
    return port;
  }

  @Override
  public long getCreationTime() {
    return time.toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    return time.toEpochMilli();
  }

  /** None: the session cannot be resumed. */
  @Override
  public byte[] getId() {
    return new byte[0];
  }

  @Override
  public @Nullable SSLSessionContext getSessionContext() {
    return null;
  }

  @Override
  public void invalidate() {
    // It never was valid for resumption.
  }

  @Override
  public boolean isValid() {
    return false;
  }

  /** Refuses: nothing can be changed in a record of what was. */
  @Override
  public void putValue(String name, Object value) {
    throw new UnsupportedOperationException("this session cannot be changed");
  }

  @Override
  public @Nullable Object getValue(String name) {
    return null;
  }

  @Override
  public void removeValue(String name) {
    throw new UnsupportedOperationException("this session cannot be changed");
  }

  @Override
  public String[] getValueNames() {
    return new String[0];
  }

  @Override
  public Certificate @Nullable [] getLocalCertificates() {
    return null;
  }

  @Override
  public @Nullable Principal getLocalPrincipal() {
    return null;
  }

  @Override
  public int getPacketBufferSize() {
    return RECORD + RECORD_OVERHEAD;
  }

  @Override
  public int getApplicationBufferSize() {
    return RECORD;
  }

  /** A name as it was sent, which need not be one of the letters, digits and hyphens of RFC 952. */
  private static final class SentName extends SNIServerName {
    private static final int HOST_NAME = 0;
    private final String name;

    SentName(String name) {
      super(HOST_NAME, name.getBytes(StandardCharsets.UTF_8));
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
