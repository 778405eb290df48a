package gcert.issuer;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.file.CertificateFileException;
import gcert.file.CertificateReader;
import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.retrieval.AccessLocations;
import gcert.retrieval.Publications;
import gcert.retrieval.Publications.Reading;
import gcert.signature.SignatureOutcome;
import gcert.trace.ExchangeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches the certificates of issuers that a server left out of its chain: DER, PEM, or a PKCS#7
 * message with certificates alone. Bounded in size, in number and in time. Safe for use by many
 * threads.
 */
public final class IssuerLookup {
  /** The largest answer that is read, in octets. */
  public static final int LARGEST = 1024 * 1024;

  /** How many issuers above each other are fetched. */
  public static final int MOST_ISSUERS = 4;

  private static final int MOST_LOCATIONS = 4;
  private static final int SHOWN = 120;

  private final Publications publications;
  private final Duration timeout;
  private final Ticker ticker;

  /**
   * Makes one.
   *
   * @param timeout how long all that is fetched for one chain may take together
   */
  public IssuerLookup(Publications publications, Duration timeout, Ticker ticker) {
    this.publications = publications;
    this.timeout = timeout;
    this.ticker = ticker;
  }

  /**
   * Looks for the issuers above a chain, until one is self-issued or names no location.
   *
   * @param chain what the server sent, end entity first
   * @param log hears what is asked
   */
  public IssuerSearch search(List<Certificate> chain, ExchangeLog log) {
    Deadline deadline = Deadline.after(timeout, ticker);
    List<FetchedIssuer> found = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Set<Certificate> seen = new HashSet<>(chain);
    Certificate top = top(chain);
    while (found.size() < MOST_ISSUERS && !isSelfIssued(top)) {
      Optional<FetchedIssuer> issuer = issuer(top, deadline, log, failures);
      if (issuer.isEmpty() || !seen.add(issuer.get().certificate())) {
        break;
      }
      found.add(issuer.get());
      top = issuer.get().certificate();
    }
    return new IssuerSearch(found, failures);
  }

  /** Where the chain that begins with the first certificate ends. */
  static Certificate top(List<Certificate> chain) {
    Certificate top = chain.get(0);
    Set<Certificate> passed = new HashSet<>();
    boolean grown = true;
    while (grown && passed.add(top)) {
      grown = false;
      for (Certificate candidate : chain) {
        if (!passed.contains(candidate) && issued(candidate, top)) {
          top = candidate;
          grown = true;
          break;
        }
      }
    }
    return top;
  }

  private Optional<FetchedIssuer> issuer(
      Certificate certificate, Deadline deadline, ExchangeLog log, List<String> failures) {
    List<String> locations = AccessLocations.ofIssuer(certificate);
    for (String location : locations.subList(0, Math.min(MOST_LOCATIONS, locations.size()))) {
      String shown = Escaped.of(location, SHOWN);
      Optional<Certificate> issuer =
          publications.read(
              location,
              Optional.empty(),
              LARGEST,
              deadline,
              log,
              octets -> {
                Optional<Certificate> read = read(octets, certificate, shown, failures);
                return new Reading<>(read, read.isPresent());
              },
              e -> {
                failures.add(shown + " " + e.getMessage());
                return Optional.empty();
              });
      if (issuer.isPresent()) {
        return Optional.of(new FetchedIssuer(issuer.get(), shown));
      }
    }
    return Optional.empty();
  }

  private static Optional<Certificate> read(
      byte[] octets, Certificate certificate, String shown, List<String> failures) {
    try {
      for (Certificate one :
          octets.length == 0
              ? List.<Certificate>of()
              : CertificateReader.read(octets, shown, store -> Optional.empty())) {
        if (issued(one, certificate)) {
          return Optional.of(one);
        }
      }
      failures.add(shown + " has no certificate of the issuer");
    } catch (CertificateFileException e) {
      failures.add(shown + " holds no certificate: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static boolean issued(Certificate issuer, Certificate certificate) {
    return issuer.subjectName().equals(certificate.issuerName())
        && certificate.verify(issuer.publicKey()) == SignatureOutcome.HOLDS;
  }

  private static boolean isSelfIssued(Certificate certificate) {
    return certificate.subjectName().equals(certificate.issuerName());
  }
}
