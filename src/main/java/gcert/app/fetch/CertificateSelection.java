package gcert.app.fetch;

import gcert.certificate.Certificate;
import gcert.report.Result;
import java.util.List;

/** Which certificates of a server are asked for. */
public enum CertificateSelection {
  /** The end-entity certificate, the first that the server sends. */
  END_ENTITY,
  /** All that the server sends, in its order. */
  CHAIN,
  /** The verified path, its root included. */
  FULL_CHAIN;

  /** The certificates asked for; empty when the path was asked for and there is none. */
  List<Certificate> of(Result result) {
    List<Certificate> chain = result.observation().chain();
    return switch (this) {
      case END_ENTITY -> chain.subList(0, 1);
      case CHAIN -> chain;
      case FULL_CHAIN -> result.verdict().map(verdict -> verdict.path()).orElse(List.of());
    };
  }
}
