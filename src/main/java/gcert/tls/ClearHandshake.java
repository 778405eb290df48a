package gcert.tls;

import gcert.certificate.Certificate;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.TimedSocket;
import gcert.starttls.Dialogue;
import gcert.trace.ExchangeLog;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The part of a handshake of TLS 1.2 and before that is in clear: a hello, and the answer up to its
 * end. It is fed with octets and does no I/O.
 */
final class ClearHandshake {
  /** The server accepts no version in which its certificate comes in clear. */
  static final Failure TLS_1_3_ONLY =
      new Failure(
          Step.HANDSHAKE,
          Category.HANDSHAKE,
          "the server speaks only TLS 1.3, in which its certificate is encrypted",
          Optional.of("--prove makes a whole handshake with such servers"));

  /** The alert user_canceled as a warning, then close_notify (RFC 8446 section 6.1). */
  private static final byte[] LEAVE = {21, 3, 3, 0, 2, 1, 90, 21, 3, 3, 0, 2, 1, 0};

  /** What the hello offers, for the words of a failure. */
  private static final TlsSettings OFFERED =
      new TlsSettings(EnumSet.complementOf(EnumSet.of(TlsVersion.TLS_1_3)), true, Optional.empty());

  private final Optional<String> serverName;
  private final Optional<Dialogue> dialogue;
  private final Recording recording = new Recording();
  private final ClearFlight flight = new ClearFlight(recording);
  private final HandshakeNotes notes;
  private Optional<LimitExceededException> exceeded = Optional.empty();

  /**
   * Begins.
   *
   * @param serverName the Server Name Indication; empty sends none
   * @param dialogue what was spoken in plaintext before; empty when TLS starts at once
   */
  ClearHandshake(Optional<String> serverName, Optional<Dialogue> dialogue, ExchangeLog log) {
    this.serverName = serverName;
    this.dialogue = dialogue;
    this.notes = new HandshakeNotes(log);
    log.note(
        "TLS: offering TLS 1.2 and before"
            + serverName.map(name -> ", server name " + name).orElse(", no server name"));
  }

  /** What goes out first. */
  byte[] hello() {
    return ClearHello.of(serverName);
  }

  /** Takes octets that have come, and says whether there is nothing more to wait for. */
  boolean receive(byte[] octets, int length) {
    try {
      return flight.receive(octets, length);
    } catch (LimitExceededException e) {
      exceeded = Optional.of(e);
      return true;
    }
  }

  /** The last words to a server that would go on with the handshake; none to any other. */
  byte[] farewell() {
    return recording.received().isEmpty() && recording.suite() >= 0 ? LEAVE.clone() : new byte[0];
  }

  /** About how many octets are kept. */
  int kept() {
    return flight.kept();
  }

  /**
   * What was seen.
   *
   * @param failure why there is no certificate; empty when there is one
   */
  record Outcome(
      Optional<TlsSession> session, List<Certificate> chain, Optional<Failure> failure) {}

  /**
   * What the handshake came to. Once there is a certificate, it does not matter what ended it.
   *
   * @param end how the connection ended
   * @param budget the time that there was
   */
  Outcome outcome(TimedSocket.End end, Duration budget) {
    List<Certificate> chain = Handshake.chain(recording);
    Optional<TlsSession> session = Handshake.session(recording, serverName);
    notes.outcome(recording, session, chain);
    if (!chain.isEmpty()) {
      return new Outcome(session, chain, Optional.empty());
    }
    return new Outcome(session, chain, Optional.of(failure(end, budget)));
  }

  private Failure failure(TimedSocket.End end, Duration budget) {
    if (recording.received().equals(Optional.of(Alert.PROTOCOL_VERSION))) {
      return TLS_1_3_ONLY;
    }
    if (!recording.certificates().isEmpty()) {
      return none("the server's certificate cannot be read");
    }
    if (exceeded.isEmpty()
        && end == TimedSocket.End.NONE
        && recording.received().isEmpty()
        && recording.raised().isEmpty()
        && !recording.isNotTls()) {
      return none("the server shows no certificate");
    }
    Exception why = exceeded.isPresent() ? exceeded.get() : new IllegalStateException();
    return new HandshakeFailure(recording, OFFERED, end, budget, dialogue, serverName).of(why);
  }

  private static Failure none(String what) {
    return new Failure(Step.HANDSHAKE, Category.HANDSHAKE, what, Optional.empty());
  }
}
