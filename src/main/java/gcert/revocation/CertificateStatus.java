package gcert.revocation;

import gcert.certificate.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What all sources together say of one certificate.
 *
 * @param certificate the certificate
 * @param sources each source that was asked, in the order in which they were
 */
public record CertificateStatus(Certificate certificate, List<SourceStatus> sources) {

  /** Takes a copy of the list. */
  public CertificateStatus {
    sources = List.copyOf(sources);
  }

  /**
   * The source that decides: the first that says that it has been revoked; else the first that says
   * that it has not. Empty when none says either.
   */
  public Optional<SourceStatus> decisive() {
    Optional<SourceStatus> good = Optional.empty();
    for (SourceStatus source : sources) {
      if (source.status() instanceof RevocationStatus.Revoked) {
        return Optional.of(source);
      }
      if (good.isEmpty() && source.status() instanceof RevocationStatus.Good) {
        good = Optional.of(source);
      }
    }
    return good;
  }
}
