package gcert.tls;

import gcert.net.OctetListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads along while a server's first flight arrives, as far as it is in plaintext: the hello, and
 * up to TLS 1.2 the certificates and the key exchange too.
 *
 * <p>JSSE does not tell which group a key exchange used, nor shows a chain that it cannot read, nor
 * an alert as a value. This class only looks: whatever arrives, it throws nothing and keeps a
 * bounded amount.
 */
final class ServerFlight implements OctetListener {
  /** Enough for a chain of any sensible length. */
  private static final int MAX_MESSAGE = 256 * 1024;

  private static final int START = 64;
  private static final int HEADER = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  private final byte[] start = new byte[START];
  private int startLength;
  private final byte[] header = new byte[HEADER];
  private int headerLength;
  private int recordLeft;
  private boolean over;
  private final byte[] alert = new byte[2];
  private int alertLength;
  private byte[] messages = new byte[4096];
  private int messagesLength;
  private Optional<ServerHello> hello = Optional.empty();
  private Optional<NamedGroup> keyExchangeGroup = Optional.empty();
  private List<byte[]> certificates = List.of();
  private boolean certificateRequested;

  @Override
  public void received(byte[] octets, int offset, int length) {
    if (startLength < START) {
      int more = Math.min(length, START - startLength);
      System.arraycopy(octets, offset, start, startLength, more);
      startLength += more;
    }
    int at = offset;
    int end = offset + length;
    while (at < end && !over) {
      at = headerLength < HEADER ? readHeader(octets, at) : readBody(octets, at, end);
    }
  }

  /** The first octets that arrived, at most 64. */
  byte[] start() {
    return Arrays.copyOf(start, startLength);
  }

  /** The hello, once it was complete. */
  Optional<ServerHello> hello() {
    return hello;
  }

  /** The group of the key exchange, where it was said in plaintext. */
  Optional<NamedGroup> group() {
    return keyExchangeGroup.or(() -> hello.flatMap(ServerHello::group));
  }

  /** The certificates of a Certificate message in plaintext (TLS 1.2 and before), DER. */
  List<byte[]> certificates() {
    return certificates;
  }

  /** Whether a CertificateRequest was seen in plaintext (TLS 1.2 and before). */
  boolean certificateRequested() {
    return certificateRequested;
  }

  /** The last alert that came in plaintext. */
  Optional<Alert> alert() {
    return alertLength == 2 ? Optional.of(Alert.of(alert[1] & 0xff)) : Optional.empty();
  }

  private int readHeader(byte[] octets, int at) {
    header[headerLength++] = octets[at];
    if (headerLength == HEADER) {
      int type = header[0];
      recordLeft = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
      // Behind ChangeCipherSpec, and in application data, everything is encrypted.
      over = header[1] != 3 || (type != ALERT && type != HANDSHAKE);
      if (type == CHANGE_CIPHER_SPEC && isTls13()) {
        // Middlebox compatibility (RFC 8446 appendix D.4); nothing of use follows all the same.
        over = true;
      }
      alertLength = 0;
      skipEmpty();
    }
    return at + 1;
  }

  private int readBody(byte[] octets, int at, int end) {
    int count = Math.min(end - at, recordLeft);
    if (header[0] == ALERT) {
      for (int i = 0; i < count && alertLength < 2; i++) {
        alert[alertLength++] = octets[at + i];
      }
    } else {
      append(octets, at, count);
    }
    recordLeft -= count;
    skipEmpty();
    return at + count;
  }

  private void skipEmpty() {
    if (recordLeft == 0) {
      headerLength = 0;
    }
  }

  private boolean isTls13() {
    return hello.isPresent() && hello.get().version() == TlsVersion.TLS_1_3.code();
  }

  private void append(byte[] octets, int at, int count) {
    if (messagesLength + count > MAX_MESSAGE) {
      over = true;
      return;
    }
    if (messagesLength + count > messages.length) {
      int size = Math.max(messagesLength + count, 2 * messages.length);
      messages = Arrays.copyOf(messages, Math.min(size, MAX_MESSAGE));
    }
    System.arraycopy(octets, at, messages, messagesLength, count);
    messagesLength += count;
    readMessages();
  }

  private void readMessages() {
    int at = 0;
    while (messagesLength - at >= 4) {
      int length = new HandshakeCursor(messages, at + 1, at + 4).uint24();
      if (length > messagesLength - at - 4) {
        break;
      }
      readMessage(messages[at], new HandshakeCursor(messages, at + 4, at + 4 + length));
      at += 4 + length;
    }
    System.arraycopy(messages, at, messages, 0, messagesLength - at);
    messagesLength -= at;
  }

  private void readMessage(int type, HandshakeCursor body) {
    switch (type) {
      case 2 -> hello = ServerHello.read(body);
      case 11 -> certificates = readCertificates(body);
      case 12 -> keyExchangeGroup = readKeyExchange(body);
      case 13 -> certificateRequested = true;
      default -> {
        // The other messages say nothing that is wanted.
      }
    }
  }

  /** RFC 5246 section 7.4.2. */
  private static List<byte[]> readCertificates(HandshakeCursor body) {
    List<byte[]> found = new ArrayList<>();
    HandshakeCursor list = body.slice(body.uint24());
    while (list.left() > 0) {
      byte[] der = list.octets(list.uint24());
      if (!list.sound()) {
        break;
      }
      found.add(der);
    }
    return found;
  }

  /** RFC 8422 section 5.4: only a named curve says its group. */
  private Optional<NamedGroup> readKeyExchange(HandshakeCursor body) {
    boolean ephemeralCurve = hello.isPresent() && hello.get().usesEphemeralCurve();
    if (!ephemeralCurve || body.uint8() != 3) {
      return Optional.empty();
    }
    int group = body.uint16();
    return body.sound() ? Optional.of(new NamedGroup(group)) : Optional.empty();
  }
}
