package gcert.app.roots;

import gcert.app.LocalFaultException;
import gcert.dns.SystemLookup;
import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.http.CertificateCheck;
import gcert.http.HttpAnswer;
import gcert.http.HttpClient;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.roots.FileRoots;
import gcert.roots.RootsException;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.trust.AnchorStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Downloads a set of roots over HTTPS. */
public final class RootsDownload {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int FOUND = 200;

  private RootsDownload() {}

  /**
   * Downloads a set.
   *
   * @param url an HTTPS URL
   * @param trusted by which roots the server of it is trusted
   * @param timeout how long it may take
   * @param clock by which the server's certificate is judged
   * @throws FailedException when it cannot be downloaded
   * @throws LocalFaultException when what was downloaded is no set of roots
   */
  public static AnchorStore get(URI url, AnchorStore trusted, Duration timeout, Clock clock)
      throws FailedException, LocalFaultException {
    byte[] content = download(url, trusted, timeout, clock);
    try {
      return FileRoots.read(content, Escaped.of(url.toString()));
    } catch (RootsException e) {
      throw new LocalFaultException(String.valueOf(e.getMessage()), e);
    }
  }

  private static byte[] download(URI url, AnchorStore trusted, Duration timeout, Clock clock)
      throws FailedException {
    HttpClient client =
        new HttpClient(
            new SystemLookup(),
            () -> new TlsClient(TlsSettings.defaults()),
            DialSettings.defaults(),
            Ticker.system(),
            clock);
    HttpAnswer answer =
        client.get(
            url,
            new HttpClient.Bounds(LARGEST, timeout),
            new CertificateCheck(trusted, clock.instant()));
    if (answer.status() != FOUND) {
      throw new FailedException(
          Step.HTTP, Category.NOT_REACHED, "the server answers with status " + answer.status());
    }
    return answer.body();
  }
}
