package gcert.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerHello;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's client, in which each message is noted before anything is made of it, and what a
 * server sends is counted. It moves no octets itself: {@link TlsChannel} does.
 */
final class WatchedProtocol extends TlsClientProtocol {
  /** The end of a server's random octets, "DOWNGRD" and 0 or 1 (RFC 8446 section 4.1.3). */
  private static final byte[] DOWNGRADE = "DOWNGRD".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER = 4;

  private final Recording recording;
  private final HandshakeLimits limits = new HandshakeLimits();

  WatchedProtocol(Recording recording) {
    this.recording = recording;
  }

  @Override
  protected void processRecord(short type, byte[] octets, int offset, int length)
      throws IOException {
    limits.count(type, octets, offset, length);
    super.processRecord(type, octets, offset, length);
  }

  @Override
  protected void handleHandshakeMessage(short type, HandshakeMessageInput message)
      throws IOException {
    if (recording.isComplete()) {
      super.handleHandshakeMessage(type, message);
      return;
    }
    recording.reading(type);
    switch (type) {
      case HandshakeType.certificate -> certificate(message);
      case HandshakeType.certificate_status -> {
        if (status(message)) {
          return;
        }
      }
      case HandshakeType.server_key_exchange -> keyExchange(message);
      case HandshakeType.certificate_verify -> certificateVerify(message);
      default -> {
        // What the others say is seen in what is made of them.
      }
    }
    super.handleHandshakeMessage(type, message);
    switch (type) {
      case HandshakeType.server_hello -> settled();
      case HandshakeType.certificate_request -> recording.clientCertificateWanted();
      // The signature in it was right.
      case HandshakeType.certificate_verify, HandshakeType.server_key_exchange -> recording.prove();
      case HandshakeType.encrypted_extensions -> extensions(parameters());
      default -> {
        // Nothing follows from them.
      }
    }
  }

  /** Notes what the server chose before it is compared with what was offered. */
  @Override
  protected ServerHello receiveServerHelloMessage(ByteArrayInputStream message) throws IOException {
    ServerHello hello = super.receiveServerHelloMessage(message);
    ProtocolVersion version = hello.getVersion();
    Hashtable<?, ?> extensions = hello.getExtensions();
    ProtocolVersion supported =
        extensions == null
            ? null
            : TlsExtensionsUtils.getSupportedVersionsExtensionServer(extensions);
    recording.hello(
        (supported == null ? version : supported).getFullVersion(), hello.getCipherSuite());
    recording.retryRequest(hello.isHelloRetryRequest());
    byte[] random = hello.getRandom();
    if (!recording.isTls13()
        && Arrays.equals(
            random, random.length - 8, random.length - 1, DOWNGRADE, 0, DOWNGRADE.length)) {
      recording.downgraded();
    }
    return hello;
  }

  @Override
  protected void completeHandshake() throws IOException {
    SecurityParameters settled = parameters();
    if (!recording.isTls13()) {
      extensions(settled);
    }
    super.completeHandshake();
    recording.complete();
  }

  @Override
  protected void handleAlertMessage(short level, short description) throws IOException {
    Alert alert = Alert.of(description & 0xff);
    if (level == AlertLevel.warning) {
      limits.countWarning();
    }
    if (level != AlertLevel.warning || alert == Alert.CLOSE_NOTIFY) {
      recording.received(alert);
    }
    super.handleAlertMessage(level, description);
  }

  @Override
  protected void raiseAlertFatal(
      short description, @Nullable String text, @Nullable Throwable cause) throws IOException {
    if (recording.received().isEmpty()) {
      recording.raised(Alert.of(description), words(cause));
    }
    super.raiseAlertFatal(description, text, cause);
  }

  private static String words(@Nullable Throwable cause) {
    if (cause == null || cause.getMessage() == null) {
      return "";
    }
    String text = cause.getMessage();
    // A TlsFatalAlert begins with its own name and number.
    int name = cause instanceof TlsFatalAlert ? text.indexOf("; ") : -1;
    return cause instanceof TlsFatalAlert && name < 0
        ? ""
        : text.substring(name < 0 ? 0 : name + 2);
  }

  private void settled() {
    if (recording.isTls13()) {
      int group = parameters().getNegotiatedGroup();
      recording.group(group < 0 ? Optional.empty() : Optional.of(new NamedGroup(group)));
    }
  }

  private void certificate(HandshakeMessageInput message) throws IOException {
    CertificateMessage sent =
        CertificateMessage.read(body(message), recording.isTls13(), HandshakeLimits.CERTIFICATES);
    boolean tooMany = sent.certificates().size() > HandshakeLimits.CERTIFICATES;
    recording.certificates(
        tooMany
            ? sent.certificates().subList(0, HandshakeLimits.CERTIFICATES)
            : sent.certificates(),
        sent.ocspResponses());
    if (tooMany) {
      throw new LimitExceededException(
          "the chain is longer than the "
              + HandshakeLimits.CERTIFICATES
              + " certificates that are read");
    }
  }

  /**
   * Takes a stapled OCSP response as it is: the library would end the handshake over one that is
   * malformed.
   */
  private boolean status(HandshakeMessageInput message) {
    if (recording.isTls13()
        || connection_state != CS_SERVER_CERTIFICATE
        || parameters().getStatusRequestVersion() < 1) {
      return false;
    }
    recording.stapled(CertificateMessage.statusResponse(body(message)));
    connection_state = CS_SERVER_CERTIFICATE_STATUS;
    return true;
  }

  private void keyExchange(HandshakeMessageInput message) {
    boolean curve = CipherSuite.label(recording.suite()).startsWith("TLS_ECDHE_");
    boolean tls12 = recording.version() == TlsVersion.TLS_1_2.code();
    KeyExchangeMessage sent = KeyExchangeMessage.read(body(message), curve, tls12);
    recording.group(sent.group());
    recording.scheme(sent.scheme());
  }

  private void certificateVerify(HandshakeMessageInput message) {
    byte[] body = body(message);
    if (body.length >= 2) {
      recording.scheme(OptionalInt.of((body[0] & 0xff) << 8 | (body[1] & 0xff)));
    }
  }

  private void extensions(SecurityParameters settled) {
    boolean tls13 = recording.isTls13();
    ProtocolName protocol = settled.getApplicationProtocol();
    recording.negotiated(
        settled.isExtendedMasterSecret(),
        tls13
            ? Optional.empty()
            : Optional.of(
                serverExtensions != null
                    && serverExtensions.containsKey(ExtensionType.session_ticket)),
        protocol == null ? Optional.empty() : Optional.of(protocol.getUtf8Decoding()));
  }

  private SecurityParameters parameters() {
    return getContext().getSecurityParametersHandshake();
  }

  /** A copy of what a message holds; the message can be read as if nothing had happened. */
  private static byte[] body(HandshakeMessageInput message) {
    byte[] body = message.readAllBytes();
    message.reset();
    message.skip(HEADER);
    return body;
  }
}
