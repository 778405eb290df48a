package gcert.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;

/**
 * Reads a server's answer to a {@link ClearHello} as its octets come: records, the handshake
 * messages in them, up to its ServerHelloDone (RFC 5246 section 7.3). What it sees goes into a
 * {@link Recording}; nothing is decrypted and no signature is checked.
 *
 * <p>Keeps no more than the part of one message that has come, and nothing beyond the {@linkplain
 * HandshakeLimits limits of a handshake}.
 */
final class ClearFlight {
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;

  /** The largest record that a server may send before anything is encrypted, and some more. */
  private static final int RECORD = 16384 + 2048;

  private final Recording recording;
  private final HandshakeLimits limits = new HandshakeLimits();
  private byte[] kept = new byte[0];
  private byte[] messages = new byte[0];
  private int messagesLength;
  private boolean over;

  ClearFlight(Recording recording) {
    this.recording = recording;
  }

  /**
   * Takes octets that have come.
   *
   * @return whether the answer is at its end, so that nothing more is read
   * @throws LimitExceededException when the server sends too much
   */
  boolean receive(byte[] octets, int length) throws LimitExceededException {
    recording.arrived(octets, length);
    byte[] all = kept.length == 0 ? octets : Arrays.copyOf(kept, kept.length + length);
    int end = kept.length + length;
    if (kept.length > 0) {
      System.arraycopy(octets, 0, all, kept.length, length);
    }
    int at = 0;
    while (!over && end - at >= RECORD_HEADER) {
      int type = all[at];
      int fragment = (all[at + 3] & 0xff) << 8 | (all[at + 4] & 0xff);
      if (recording.isNotTls() || type < 20 || type > 23 || fragment > RECORD) {
        malformed("no TLS record");
      } else if (end - at - RECORD_HEADER < fragment) {
        break;
      } else {
        record((short) type, all, at + RECORD_HEADER, fragment);
        at += RECORD_HEADER + fragment;
      }
    }
    over |= recording.isNotTls();
    kept = over ? new byte[0] : Arrays.copyOfRange(all, at, end);
    return over;
  }

  /** About how many octets are kept. */
  int kept() {
    return kept.length + messages.length;
  }

  private void record(short type, byte[] octets, int offset, int length)
      throws LimitExceededException {
    limits.count(type, octets, offset, length);
    switch (type) {
      case ContentType.alert -> alert(octets, offset, length);
      case ContentType.handshake -> handshake(octets, offset, length);
      default -> malformed("a record that has no place in a handshake before its keys are there");
    }
  }

  private void alert(byte[] octets, int offset, int length) throws LimitExceededException {
    if (length != 2) {
      malformed("an alert of " + length + " octets");
      return;
    }
    Alert alert = Alert.of(octets[offset + 1] & 0xff);
    if (octets[offset] == AlertLevel.warning && alert != Alert.CLOSE_NOTIFY) {
      limits.countWarning();
      return;
    }
    recording.received(alert);
    over = true;
  }

  private void handshake(byte[] octets, int offset, int length) {
    if (messagesLength + length > messages.length) {
      messages = Arrays.copyOf(messages, Math.max(2 * messages.length, messagesLength + length));
    }
    System.arraycopy(octets, offset, messages, messagesLength, length);
    messagesLength += length;
    int at = 0;
    while (!over && messagesLength - at >= MESSAGE_HEADER) {
      int body =
          (messages[at + 1] & 0xff) << 16
              | (messages[at + 2] & 0xff) << 8
              | (messages[at + 3] & 0xff);
      if (messagesLength - at - MESSAGE_HEADER < body) {
        break;
      }
      message(messages[at], at + MESSAGE_HEADER, body);
      at += MESSAGE_HEADER + body;
    }
    System.arraycopy(messages, at, messages, 0, messagesLength - at);
    messagesLength -= at;
  }

  private void message(short type, int offset, int length) {
    if (recording.suite() < 0 && type != HandshakeType.server_hello) {
      if (type != HandshakeType.hello_request) {
        malformed("no ServerHello first");
      }
      return;
    }
    recording.reading(type);
    switch (type) {
      case HandshakeType.server_hello -> serverHello(ByteBuffer.wrap(messages, offset, length));
      case HandshakeType.certificate -> certificate(offset, length);
      case HandshakeType.certificate_status ->
          recording.stapled(CertificateMessage.statusResponse(body(offset, length)));
      case HandshakeType.server_key_exchange -> keyExchange(offset, length);
      case HandshakeType.certificate_request -> recording.clientCertificateWanted();
      case HandshakeType.server_hello_done -> over = true;
      default -> {
        // What no RFC has here.
      }
    }
  }

  private void serverHello(ByteBuffer hello) {
    if (recording.suite() >= 0) {
      malformed("a second ServerHello");
      return;
    }
    try {
      int version = hello.getShort() & 0xffff;
      hello.position(hello.position() + 32);
      int session = hello.get() & 0xff;
      hello.position(hello.position() + session);
      recording.hello(version, hello.getShort() & 0xffff);
      if (version > TlsVersion.TLS_1_2.code() || version >> 8 != 3) {
        malformed("a version that was not offered");
        return;
      }
      hello.get();
      recording.negotiated(
          hello.hasRemaining() && hasExtendedMasterSecret(hello),
          Optional.empty(),
          Optional.empty());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      malformed("a ServerHello that ends too early");
    }
  }

  private static boolean hasExtendedMasterSecret(ByteBuffer hello) {
    hello.getShort();
    while (hello.remaining() >= 4) {
      int type = hello.getShort() & 0xffff;
      int length = hello.getShort() & 0xffff;
      if (type == ClearHello.EXTENDED_MASTER_SECRET) {
        return true;
      }
      hello.position(hello.position() + length);
    }
    return false;
  }

  private void certificate(int offset, int length) {
    byte[] body = body(offset, length);
    CertificateMessage sent = CertificateMessage.read(body, false, HandshakeLimits.CERTIFICATES);
    int count = Math.min(sent.certificates().size(), HandshakeLimits.CERTIFICATES);
    recording.certificates(sent.certificates().subList(0, count), sent.ocspResponses());
  }

  private void keyExchange(int offset, int length) {
    boolean curve = CipherSuite.label(recording.suite()).startsWith("TLS_ECDHE_");
    boolean tls12 = recording.version() == TlsVersion.TLS_1_2.code();
    KeyExchangeMessage sent = KeyExchangeMessage.read(body(offset, length), curve, tls12);
    recording.group(sent.group());
    recording.scheme(sent.scheme());
  }

  private byte[] body(int offset, int length) {
    return Arrays.copyOfRange(messages, offset, offset + length);
  }

  private void malformed(String what) {
    if (!recording.isNotTls()) {
      recording.raised(Alert.UNEXPECTED_MESSAGE, what);
    }
    over = true;
  }
}
