package gcert.tls;

import gcert.certificate.Certificate;
import gcert.trace.ExchangeLog;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.ProtocolVersion;

/** Tells whoever watches what a handshake offers and what comes of it. */
final class HandshakeNotes {
  private final ExchangeLog log;

  HandshakeNotes(ExchangeLog log) {
    this.log = log;
  }

  /** What goes out in the ClientHello. */
  void offering(TlsOffer offer, Optional<String> serverName) {
    if (!log.listening()) {
      return;
    }
    List<String> versions = new ArrayList<>();
    for (ProtocolVersion version : offer.versions()) {
      versions.add(TlsVersion.label(version.getFullVersion()));
    }
    List<String> groups = new ArrayList<>();
    for (int group : offer.groups()) {
      groups.add(new NamedGroup(group).label());
    }
    log.note(
        "TLS: offering "
            + String.join(", ", versions)
            + serverName.map(name -> ", server name " + name).orElse(", no server name"));
    log.note(
        "TLS: offering "
            + offer.cipherSuites().length
            + " cipher suites, "
            + offer.signatureAlgorithms().size()
            + " signature schemes, groups "
            + String.join(", ", groups));
  }

  /** What came, whether or not the handshake got to its end. */
  void outcome(Recording recording, Optional<TlsSession> session, List<Certificate> chain) {
    if (!log.listening()) {
      return;
    }
    if (session.isPresent()) {
      TlsSession settled = session.get();
      log.note(
          "TLS: "
              + settled.version()
              + ", "
              + settled.cipher()
              + settled.group().map(group -> ", " + group).orElse("")
              + settled.signatureScheme().map(scheme -> ", signed with " + scheme).orElse(""));
      if (settled.clientCertificateRequested()) {
        log.note("TLS: the server asks for a client certificate");
      }
    }
    for (int i = 0; i < chain.size(); i++) {
      certificate(i, chain.get(i));
    }
    recording
        .received()
        .ifPresent(alert -> log.note("TLS: the server sent the alert " + alert.label()));
    recording.raised().ifPresent(alert -> log.note("TLS: sent the alert " + alert.label()));
  }

  private void certificate(int number, Certificate certificate) {
    log.note(
        "certificate "
            + number
            + ": "
            + certificate.subject()
            + "; issued by "
            + certificate.issuer()
            + "; valid "
            + certificate.notBefore().truncatedTo(ChronoUnit.SECONDS)
            + " to "
            + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS));
  }
}
