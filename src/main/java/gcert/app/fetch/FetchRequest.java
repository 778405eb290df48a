package gcert.app.fetch;

import gcert.report.CertificateFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is asked of a fetch.
 *
 * @param selection which certificates
 * @param format in which form
 * @param folder the folder in which each host has a file of its own; empty for none
 * @param labelled whether it is said whose each certificate is, where the form does not
 * @param insecure whether a certificate is printed even if a check failed, or the server has not
 *     proven that the key is its own
 * @param legacy whether weak sessions were asked for, so that it is said when there is one
 * @param presenting whether a server that asks for a client certificate is given one
 */
public record FetchRequest(
    CertificateSelection selection,
    CertificateFormat format,
    Optional<Path> folder,
    boolean labelled,
    boolean insecure,
    boolean legacy,
    boolean presenting) {

  /** Whether results that do not hold are printed as well. */
  public boolean reportsFailures() {
    return format == CertificateFormat.JSON;
  }
}
