package gcert.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was seen of one handshake so far; whatever becomes of it, this is kept. Written and read by
 * the handshake's thread.
 */
final class Recording {
  /** How much of what came first is kept. */
  static final int START = 64;

  private final byte[] start = new byte[START];
  private int startLength;
  private int version;
  private int suite = -1;
  private Optional<NamedGroup> group = Optional.empty();
  private OptionalInt dhBits = OptionalInt.empty();
  private boolean dhRefused;
  private OptionalInt scheme = OptionalInt.empty();
  private List<byte[]> certificates = List.of();
  private List<byte[]> ocspResponses = List.of();
  private boolean clientCertificateRequested;
  private boolean proven;
  private boolean extendedMasterSecret;
  private Optional<Boolean> ticketOffered = Optional.empty();
  private Optional<String> applicationProtocol = Optional.empty();
  private boolean downgraded;
  private int retryRequests;
  private boolean retryRequest;
  private boolean keyUnreadable;
  private Optional<Alert> received = Optional.empty();
  private Optional<Alert> raised = Optional.empty();
  private String detail = "";
  private short message = -1;
  private boolean complete;

  /** Octets arrived. */
  void arrived(byte[] octets, int length) {
    int more = Math.min(length, START - startLength);
    System.arraycopy(octets, 0, start, startLength, more);
    startLength += more;
  }

  /** The first octets that arrived, at most 64. */
  byte[] start() {
    return Arrays.copyOf(start, startLength);
  }

  /** Whether anything arrived, and it does not begin as a TLS record does. */
  boolean isNotTls() {
    return startLength > 0 && (start[0] < 20 || start[0] > 23);
  }

  /**
   * The server's hello settles on a version and a cipher suite, whether or not they were offered.
   */
  void hello(int settledVersion, int settledSuite) {
    version = settledVersion;
    suite = settledSuite;
  }

  /** The version settled on, as the two octets on the wire; 0 before that. */
  int version() {
    return version;
  }

  boolean isTls13() {
    return version == TlsVersion.TLS_1_3.code();
  }

  /** The cipher suite settled on; -1 before that. */
  int suite() {
    return suite;
  }

  /** The hello bears the mark of a server that could have done better (RFC 8446 section 4.1.3). */
  void downgraded() {
    downgraded = true;
  }

  boolean isDowngraded() {
    return downgraded;
  }

  /** Whether the hello read last is a HelloRetryRequest (RFC 8446 section 4.1.4). */
  void retryRequest(boolean asked) {
    retryRequest = asked;
    retryRequests += asked ? 1 : 0;
  }

  boolean isRetryRequest() {
    return retryRequest;
  }

  /** How often the server has asked for a key for another group; once is allowed. */
  int retryRequests() {
    return retryRequests;
  }

  void group(Optional<NamedGroup> exchanged) {
    group = exchanged;
  }

  Optional<NamedGroup> group() {
    return group;
  }

  /** The prime of a Diffie-Hellman group has so many bits. */
  void dh(int bits, boolean refused) {
    dhBits = OptionalInt.of(bits);
    dhRefused = refused;
  }

  OptionalInt dhBits() {
    return dhBits;
  }

  boolean isDhRefused() {
    return dhRefused;
  }

  void scheme(OptionalInt signed) {
    scheme = signed;
  }

  /** The scheme of the signature over the key exchange. */
  OptionalInt scheme() {
    return scheme;
  }

  void certificates(List<byte[]> ders, List<byte[]> stapled) {
    certificates = List.copyOf(ders);
    ocspResponses = List.copyOf(stapled);
  }

  void stapled(byte[] response) {
    ocspResponses = List.of(response);
  }

  /** The octets of the certificates that the server sent. */
  List<byte[]> certificates() {
    return certificates;
  }

  List<byte[]> ocspResponses() {
    return ocspResponses;
  }

  void clientCertificateWanted() {
    clientCertificateRequested = true;
  }

  boolean clientCertificateRequested() {
    return clientCertificateRequested;
  }

  /** The server has shown that it holds the key of its certificate. */
  void prove() {
    proven = true;
  }

  boolean isProven() {
    return proven;
  }

  /** The key of the server's certificate is of no use: malformed, or of an unknown kind. */
  void keyUnreadable() {
    keyUnreadable = true;
  }

  boolean isKeyUnreadable() {
    return keyUnreadable;
  }

  void negotiated(
      boolean masterSecretExtended, Optional<Boolean> ticket, Optional<String> protocol) {
    extendedMasterSecret = masterSecretExtended;
    ticketOffered = ticket;
    applicationProtocol = protocol;
  }

  boolean extendedMasterSecret() {
    return extendedMasterSecret;
  }

  /** Whether the server gives session tickets; empty where it has not said so. */
  Optional<Boolean> ticketOffered() {
    return ticketOffered;
  }

  Optional<String> applicationProtocol() {
    return applicationProtocol;
  }

  /** The server sent an alert that ends the connection. */
  void received(Alert alert) {
    received = Optional.of(alert);
  }

  Optional<Alert> received() {
    return received;
  }

  /**
   * This side found a fault.
   *
   * @param why the library's words, for a person
   */
  void raised(Alert alert, String why) {
    raised = Optional.of(alert);
    detail = why;
  }

  Optional<Alert> raised() {
    return raised;
  }

  String detail() {
    return detail;
  }

  /** A handshake message of this type is being read. */
  void reading(short type) {
    message = type;
  }

  /** The type of the message read last; -1 before the first. */
  short message() {
    return message;
  }

  void complete() {
    complete = true;
    proven = true;
  }

  boolean isComplete() {
    return complete;
  }
}
