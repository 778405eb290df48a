package gcert.tls;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Failure;
import gcert.net.TimedSocket;
import gcert.starttls.Dialogue;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One TLS handshake over a connection, and what it showed. */
final class Handshake {
  private final TlsClient client;
  private final Optional<String> serverName;
  private final Recording recording = new Recording();
  private final HandshakeNotes notes;

  /**
   * Prepares one.
   *
   * @param serverName the Server Name Indication; empty sends none
   * @param log hears what is offered and what comes of it
   */
  Handshake(TlsClient client, Optional<String> serverName, ExchangeLog log) {
    this.client = client;
    this.serverName = serverName;
    this.notes = new HandshakeNotes(log);
  }

  /**
   * What a handshake came to.
   *
   * @param channel the connection under TLS; empty when the handshake failed
   * @param refused whether the server ended it before it showed a certificate
   */
  record Outcome(
      Optional<TlsChannel> channel,
      Optional<TlsSession> session,
      List<Certificate> chain,
      Optional<Failure> failure,
      boolean refused) {}

  /**
   * Shakes hands. A failure is part of the outcome, whatever its kind.
   *
   * @param dialogue what was spoken in plaintext before; empty when TLS starts at once
   */
  Outcome run(TimedSocket socket, Optional<Dialogue> dialogue) {
    notes.offering(client.offer(), serverName);
    try {
      TlsChannel channel = client.connect(socket, serverName, recording);
      return outcome(Optional.of(channel), Optional.empty(), false);
    } catch (IOException | RuntimeException e) {
      // Hostile input may well be met with an unchecked exception.
      Failure failure =
          new HandshakeFailure(recording, client.settings(), socket, dialogue, serverName).of(e);
      return outcome(Optional.empty(), Optional.of(failure), isRefused(socket.end()));
    }
  }

  /** By an alert, or, as some do, by hanging up. */
  private boolean isRefused(TimedSocket.End end) {
    boolean hungUp = end == TimedSocket.End.CLOSED || end == TimedSocket.End.RESET;
    return recording.certificates().isEmpty()
        && !recording.isNotTls()
        && (recording.received().isPresent() || (hungUp && recording.raised().isEmpty()));
  }

  private Outcome outcome(
      Optional<TlsChannel> channel, Optional<Failure> failure, boolean refused) {
    Outcome outcome =
        new Outcome(channel, session(recording, serverName), chain(recording), failure, refused);
    notes.outcome(recording, outcome.session(), outcome.chain());
    return outcome;
  }

  /** The parameters as far as they were settled; empty when no certificate came. */
  static Optional<TlsSession> session(Recording recording, Optional<String> serverName) {
    if (recording.certificates().isEmpty() && !recording.isComplete()) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsSession(
            TlsVersion.label(recording.version()),
            CipherSuite.label(recording.suite()),
            recording.group().map(NamedGroup::label),
            recording.dhBits(),
            recording.scheme().isPresent()
                ? Optional.of(SignatureScheme.label(recording.scheme().getAsInt()))
                : Optional.empty(),
            serverName,
            recording.applicationProtocol(),
            recording.extendedMasterSecret(),
            recording.ticketOffered(),
            recording.clientCertificateRequested(),
            recording.isProven(),
            recording.ocspResponses()));
  }

  /** The certificates that were shown, those aside that cannot be read at all. */
  static List<Certificate> chain(Recording recording) {
    List<Certificate> chain = new ArrayList<>();
    for (byte[] der : recording.certificates()) {
      try {
        chain.add(Certificate.parse(der));
      } catch (MalformedCertificateException e) {
        // The failure of the handshake says that a certificate could not be read.
      }
    }
    return chain;
  }
}
