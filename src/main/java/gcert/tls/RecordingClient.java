package gcert.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * What Bouncy Castle asks of a client: what to offer, and what to do about what comes. It accepts
 * whatever chain the server presents; judging comes later, when the connection is closed.
 */
@SuppressWarnings("JdkObsolete") // Bouncy Castle wants vectors and hash tables.
final class RecordingClient extends AbstractTlsClient implements TlsAuthentication {
  private final TlsOffer offer;
  private final Optional<String> serverName;
  private final Recording recording;
  private final BcTlsCrypto bcCrypto;

  RecordingClient(
      BcTlsCrypto crypto, TlsOffer offer, Optional<String> serverName, Recording recording) {
    super(crypto);
    this.bcCrypto = crypto;
    this.offer = offer;
    this.serverName = serverName;
    this.recording = recording;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return offer.versions();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return offer.cipherSuites();
  }

  @Override
  @SuppressWarnings("rawtypes") // As the library declares it.
  protected Vector<?> getSupportedGroups(Vector roles) {
    return offer.groups();
  }

  @Override
  public @Nullable Vector<?> getEarlyKeyShareGroups() {
    return offer.keyShares();
  }

  @Override
  protected Vector<?> getSupportedSignatureAlgorithms() {
    return offer.signatureAlgorithms();
  }

  /** Whatever kind of key is asked of the server, those above it may have any. */
  @Override
  protected @Nullable Vector<?> getSupportedSignatureAlgorithmsCert() {
    return offer.certificateSignatureAlgorithms();
  }

  @Override
  protected @Nullable Vector<?> getSNIServerNames() {
    if (serverName.isEmpty()) {
      return null;
    }
    byte[] octets = serverName.get().getBytes(StandardCharsets.UTF_8);
    return TlsUtils.vectorOfOne(new org.bouncycastle.tls.ServerName(NameType.host_name, octets));
  }

  @Override
  protected @Nullable Vector<?> getProtocolNames() {
    if (offer.applicationProtocols().isEmpty()) {
      return null;
    }
    Vector<ProtocolName> names = new Vector<>();
    for (String name : offer.applicationProtocols()) {
      names.add(ProtocolName.asUtf8Encoding(name));
    }
    return names;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Hashtable<?, ?> getClientExtensions() throws IOException {
    Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
    if (offer.beforeTls13()) {
      // Asks for a ticket only to learn whether there are any (RFC 5077 section 3.2).
      extensions.put(ExtensionType.session_ticket, new byte[0]);
    }
    return extensions;
  }

  @Override
  public int getMaxCertificateChainLength() {
    return HandshakeLimits.CERTIFICATES;
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return HandshakeLimits.MESSAGE;
  }

  /** A server that hangs up without a word ends a connection like any other. */
  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  /** A server from before RFC 5746 is still accepted: nothing is ever negotiated anew. */
  @Override
  public void notifySecureRenegotiation(boolean secureRenegotiation) {}

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return this::accept;
  }

  private boolean accept(DHGroup group) {
    BigInteger prime = group.getP();
    boolean accepted =
        prime.bitLength() >= offer.smallestDhBits()
            && prime.bitLength() <= HandshakeLimits.DH_BITS
            && prime.testBit(0);
    recording.dh(prime.bitLength(), !accepted);
    return accepted;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return this;
  }

  /** Everything about it is in the recording already. */
  @Override
  public void notifyServerCertificate(TlsServerCertificate serverCertificate) {}

  @Override
  public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
    recording.clientCertificateWanted();
    return offer.clientKey().isEmpty()
        ? null
        : ClientCredentials.choose(offer.clientKey().get(), request, context, bcCrypto);
  }
}
