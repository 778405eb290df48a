package gcert.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a server's answer to a hello, as far as it is in clear: up to its ServerHelloDone, in TLS
 * 1.3 up to its ServerHello. Every length is bounded.
 */
final class FlightReader {
  /** The largest record (RFC 5246 section 6.2.3). */
  private static final int MAX_RECORD = 16384 + 2048;

  /** The largest handshake message: chains of more are nobody's. */
  private static final int MAX_MESSAGE = 256 * 1024;

  private static final int MAX_TOTAL = 512 * 1024;
  private static final int MAX_WARNINGS = 8;
  private static final int MAX_CERTIFICATES = 100;

  /** More than EncryptedExtensions and an alert take, less than any Certificate. */
  private static final int ENCRYPTED_CERTIFICATE = 200;

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;
  private static final int FATAL = 2;
  private static final int NO_ALERT = -1;

  private final InputStream in;
  private final boolean untilCertificate;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final List<byte[]> certificates = new ArrayList<>();
  private Optional<ServerHello> hello = Optional.empty();
  private Optional<KeyExchange> exchange = Optional.empty();
  private boolean stapled;
  private boolean done;
  private int total;
  private int encrypted;
  private int warnings;

  /**
   * Makes one.
   *
   * @param untilCertificate whether a server of TLS 1.3 has to go on to its certificate, encrypted,
   *     for its answer to count
   */
  FlightReader(InputStream in, boolean untilCertificate) {
    this.in = in;
    this.untilCertificate = untilCertificate;
  }

  /**
   * Reads the answer. A server that hangs up, or sends what is no TLS, has refused.
   *
   * @throws IOException when the connection breaks or its time is up
   */
  HelloAnswer read() throws IOException {
    try {
      while (!done) {
        Optional<HelloAnswer> end = record();
        if (end.isPresent()) {
          return end.get();
        }
      }
      return accepted();
    } catch (EOFException | MalformedMessageException e) {
      return hello.isPresent() && !untilCertificate
          ? accepted()
          : new HelloAnswer.Refused(NO_ALERT);
    }
  }

  private HelloAnswer accepted() {
    return new HelloAnswer.Accepted(hello.orElseThrow(), certificates, exchange, stapled);
  }

  private Optional<HelloAnswer> record() throws IOException, MalformedMessageException {
    Cursor header = new Cursor(exactly(5));
    int type = header.u8();
    header.u16();
    int length = header.u16();
    if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || length > MAX_RECORD) {
      throw new MalformedMessageException("no TLS record");
    }
    total += 5 + length;
    if (total > MAX_TOTAL) {
      throw new MalformedMessageException("a flight without end");
    }
    byte[] fragment = exactly(length);
    switch (type) {
      case ALERT -> {
        return alert(new Cursor(fragment));
      }
      case HANDSHAKE -> {
        pending.writeBytes(fragment);
        messages();
      }
      case APPLICATION_DATA -> {
        if (hello.isEmpty()) {
          throw new MalformedMessageException("no ServerHello first");
        }
        encrypted += length;
        done = encrypted > ENCRYPTED_CERTIFICATE;
      }
      default -> {}
    }
    return Optional.empty();
  }

  private Optional<HelloAnswer> alert(Cursor alert) throws MalformedMessageException {
    boolean fatal = alert.u8() == FATAL;
    int code = alert.u8();
    warnings++;
    return fatal || code == 0 || warnings > MAX_WARNINGS
        ? Optional.of(new HelloAnswer.Refused(code))
        : Optional.empty();
  }

  private void messages() throws MalformedMessageException {
    Cursor cursor = new Cursor(pending.toByteArray());
    while (!done && cursor.left() >= 4) {
      int left = cursor.left();
      int type = cursor.u8();
      int length = cursor.u24();
      if (length > MAX_MESSAGE) {
        throw new MalformedMessageException("a message of " + length + " octets");
      }
      if (cursor.left() < length) {
        keep(left);
        return;
      }
      message(type, cursor.take(length));
    }
    keep(cursor.left());
  }

  /** Keeps the last octets for when the rest of their message comes. */
  private void keep(int count) {
    byte[] all = pending.toByteArray();
    pending.reset();
    pending.write(all, all.length - count, count);
  }

  private void message(int type, byte[] body) throws MalformedMessageException {
    if (hello.isEmpty()) {
      if (type != 2) {
        throw new MalformedMessageException("no ServerHello first");
      }
      ServerHello first = ServerHello.read(body);
      hello = Optional.of(first);
      boolean tls13 = first.version() == ProtocolVersion.TLS_1_3.code();
      done = tls13 && (first.retry() || !untilCertificate);
      return;
    }
    switch (type) {
      case 11 -> certificates(new Cursor(body));
      case 22 -> stapled = true;
      case 12 -> {
        ServerHello first = hello.get();
        boolean hasScheme = first.version() == ProtocolVersion.TLS_1_2.code();
        exchange = Optional.of(KeyExchange.read(body, Registry.suite(first.suite()), hasScheme));
      }
      case 14 -> done = true;
      default -> {}
    }
  }

  private void certificates(Cursor message) throws MalformedMessageException {
    Cursor list = message.part(message.u24());
    certificates.clear();
    while (list.left() > 0 && certificates.size() < MAX_CERTIFICATES) {
      certificates.add(list.take(list.u24()));
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw new EOFException();
    }
    return octets;
  }
}
