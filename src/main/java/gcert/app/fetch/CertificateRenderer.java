package gcert.app.fetch;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.pem.PemEncoder;
import gcert.pem.TrustStoreWriter;
import gcert.report.CertificateFormat;
import gcert.report.CertificateLines;
import gcert.report.CertificateText;
import gcert.report.JsonReport;
import gcert.report.Result;
import gcert.target.ServerTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Renders the certificates of a result in the form that was asked for. */
final class CertificateRenderer {
  private final FetchRequest request;

  CertificateRenderer(FetchRequest request) {
    this.request = request;
  }

  /** The octets to print for one result. */
  byte[] render(Result result) {
    List<Certificate> certificates =
        request.format() == CertificateFormat.JSON ? List.of() : request.selection().of(result);
    return switch (request.format()) {
      case DER -> certificates.get(0).der();
      case PKCS12 -> TrustStoreWriter.pkcs12(certificates);
      case JKS -> TrustStoreWriter.jks(certificates);
      case JSON -> JsonReport.line(result);
      case PEM -> labelled(result, pem(result, certificates));
      case TEXT, FINGERPRINT -> labelled(result, lines(result, certificates));
      case TLSA, POSTFIX -> lines(result, certificates);
    };
  }

  /** Text outside the encapsulation boundaries is explanation (RFC 7468 section 2). */
  private byte[] labelled(Result result, byte[] block) {
    if (!request.labelled() || request.folder().isPresent()) {
      return block;
    }
    ServerTarget server = (ServerTarget) result.observation().target();
    String address = result.observation().addressText().map(at -> " (" + at + ")").orElse("");
    String label = "# " + Escaped.of(server.hostAndPort() + address) + "\n";
    return (label + new String(block, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  /** What a server has shown comes straight from its session; the path does not. */
  private byte[] pem(Result result, List<Certificate> certificates) {
    Optional<ExtendedSSLSession> session = result.observation().sslSession();
    if (request.selection() != CertificateSelection.FULL_CHAIN && session.isPresent()) {
      try {
        return PemEncoder.encode(session.get(), request.selection() == CertificateSelection.CHAIN)
            .getBytes(StandardCharsets.US_ASCII);
      } catch (SSLPeerUnverifiedException e) {
        // A result that is printed has a chain; the certificates that were read are that chain.
      }
    }
    return lines(result, certificates);
  }

  private byte[] lines(Result result, List<Certificate> certificates) {
    ServerTarget server = (ServerTarget) result.observation().target();
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : certificates) {
      text.append(
          switch (request.format()) {
            case TEXT -> CertificateText.of(certificate, result.at());
            case FINGERPRINT -> CertificateLines.fingerprint(certificate);
            case TLSA -> CertificateLines.tlsa(server, certificate);
            case POSTFIX -> CertificateLines.postfix(server, certificate);
            default -> PemEncoder.encode(certificate.der());
          });
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
