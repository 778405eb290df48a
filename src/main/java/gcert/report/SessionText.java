package gcert.report;

import gcert.tls.TlsSession;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person reads about a TLS session: version, cipher suite, group, and whatever is unusual.
 */
public final class SessionText {
  private SessionText() {}

  /** The parts, not escaped: some are the server's own words. */
  public static List<String> of(TlsSession session) {
    List<String> parts = new ArrayList<>(List.of(session.version(), session.cipher()));
    session.group().ifPresent(parts::add);
    session.dhBits().ifPresent(bits -> parts.add("DH " + bits + " bits"));
    session.signatureScheme().ifPresent(parts::add);
    session.applicationProtocol().ifPresent(name -> parts.add("ALPN " + name));
    if (!session.extendedMasterSecret()) {
      parts.add("no extended master secret");
    }
    if (session.clientCertificateRequested()) {
      parts.add("asks for a client certificate");
    }
    if (session.ocspResponses().stream().anyMatch(response -> response.length > 0)) {
      parts.add("OCSP stapled");
    }
    return parts;
  }
}
