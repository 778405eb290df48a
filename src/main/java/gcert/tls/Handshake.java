package gcert.tls;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Failure;
import gcert.net.TimedSocket;
import gcert.starttls.Dialogue;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** One TLS handshake over a connection, and what it showed. */
final class Handshake {
  private final TlsClient client;
  private final Optional<String> serverName;
  private final Recording recording = new Recording();
  private final ServerFlight flight = new ServerFlight();

  Handshake(TlsClient client, Optional<String> serverName) {
    this.client = client;
    this.serverName = serverName;
  }

  /**
   * What a handshake came to.
   *
   * @param socket the TLS socket; empty when the handshake failed
   */
  record Outcome(
      Optional<SSLSocket> socket,
      Optional<TlsSession> session,
      List<Certificate> chain,
      Optional<Failure> failure) {}

  /**
   * Shakes hands. A failure is part of the outcome, whatever its kind.
   *
   * @param dialogue what was spoken in plaintext before; empty when TLS starts at once
   */
  Outcome run(TimedSocket socket, Optional<Dialogue> dialogue) {
    socket.setListener(flight);
    Optional<SSLSocket> layered = Optional.empty();
    try {
      SSLSocket tls = client.layer(socket, serverName, recording);
      layered = Optional.of(tls);
      tls.startHandshake();
      TlsSession session = sessionOf(tls.getSession());
      return new Outcome(layered, Optional.of(session), chain(), Optional.empty());
    } catch (IOException | RuntimeException e) {
      // JSSE and the providers below it meet hostile input with exceptions of every kind.
      Failure failure =
          new HandshakeFailure(flight, recording, client.settings(), socket, dialogue).of(e);
      return new Outcome(Optional.empty(), sessionSoFar(), chain(), Optional.of(failure));
    } finally {
      layered.ifPresent(client::forget);
      socket.setListener((octets, offset, length) -> {});
    }
  }

  private TlsSession sessionOf(SSLSession session) {
    List<byte[]> stapled =
        session instanceof ExtendedSSLSession extended
            ? extended.getStatusResponses()
            : recording.ocspResponses();
    return new TlsSession(
        session.getProtocol(),
        session.getCipherSuite(),
        flight.group().map(NamedGroup::label),
        serverName,
        recording.clientCertificateRequested() || flight.certificateRequested(),
        stapled);
  }

  /** The parameters as far as they were settled when the handshake failed. */
  private Optional<TlsSession> sessionSoFar() {
    if (recording.version().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsSession(
            recording.version(),
            recording.cipher(),
            flight.group().map(NamedGroup::label),
            serverName,
            // JSSE comes to the request only once it has verified the signature of the server's key
            // exchange; that the request is on the wire says nothing of that.
            recording.clientCertificateRequested(),
            recording.ocspResponses()));
  }

  /** The chain as JSSE read it, or else what of the Certificate message can be read. */
  private List<Certificate> chain() {
    List<Certificate> chain = new ArrayList<>();
    for (X509Certificate x509 : recording.chain()) {
      try {
        chain.add(Certificate.parse(x509.getEncoded()));
      } catch (MalformedCertificateException | CertificateEncodingException e) {
        // What JSSE has parsed keeps the octets that it came from; there is nothing to add.
      }
    }
    if (recording.chain().isEmpty()) {
      for (byte[] der : flight.certificates()) {
        try {
          chain.add(Certificate.parse(der));
        } catch (MalformedCertificateException e) {
          // The failure of the handshake says that a certificate could not be read.
        }
      }
    }
    return chain;
  }
}
