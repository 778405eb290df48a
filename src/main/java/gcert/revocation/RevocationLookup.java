package gcert.revocation;

import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.retrieval.AccessLocations;
import gcert.retrieval.AskedOnce;
import gcert.retrieval.Publications;
import gcert.retrieval.Publications.Reading;
import gcert.retrieval.Retriever;
import gcert.trace.ExchangeLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether the certificates of a path have been revoked: by their CRLs first, then by what
 * the server stapled, then by OCSP, each only where those before it do not decide. Of each
 * certificate CRLs and responders are asked once in a run, however often it is met. Safe for use by
 * many threads.
 */
public final class RevocationLookup {
  /** The largest CRL that is read, in octets. */
  public static final int LARGEST_CRL = 32 * 1024 * 1024;

  /** The largest OCSP response that is read, in octets. */
  public static final int LARGEST_RESPONSE = 64 * 1024;

  /** How many locations of one certificate are asked. */
  private static final int MOST_LOCATIONS = 8;

  private static final int MOST_KNOWN = 1024;
  private static final int SHOWN = 120;

  private final Publications publications;
  private final Duration timeout;
  private final Instant at;
  private final Ticker ticker;
  private final AskedOnce<Question, List<SourceStatus>> known = new AskedOnce<>(MOST_KNOWN);

  private record Question(SourceStatus.Kind kind, Certificate certificate, Certificate issuer) {}

  /**
   * Makes one.
   *
   * @param timeout how long all questions about one path may take together
   * @param at the instant by which answers are judged
   */
  public RevocationLookup(Publications publications, Duration timeout, Instant at, Ticker ticker) {
    this.publications = publications;
    this.timeout = timeout;
    this.at = at;
    this.ticker = ticker;
  }

  /**
   * What is known of each certificate below the anchor.
   *
   * @param path a verified path, end entity first, anchor last; empty when there is none
   * @param stapled the OCSP responses that the server sent, those of the first certificate first;
   *     an empty one where it sent none
   * @param log hears what is asked
   */
  public List<CertificateStatus> statuses(
      List<Certificate> path, List<byte[]> stapled, ExchangeLog log) {
    Deadline deadline = Deadline.after(timeout, ticker);
    List<CertificateStatus> statuses = new ArrayList<>();
    for (int i = 0; i + 1 < path.size(); i++) {
      Optional<byte[]> staple =
          i < stapled.size()
              ? Optional.of(stapled.get(i)).filter(s -> s.length > 0)
              : Optional.empty();
      statuses.add(status(path.get(i), path.get(i + 1), staple, deadline, log));
    }
    return statuses;
  }

  private CertificateStatus status(
      Certificate certificate,
      Certificate issuer,
      Optional<byte[]> staple,
      Deadline deadline,
      ExchangeLog log) {
    List<SourceStatus> sources =
        new ArrayList<>(
            known.answer(
                new Question(SourceStatus.Kind.CRL, certificate, issuer),
                () -> byCrl(certificate, issuer, deadline, log)));
    if (staple.isPresent()) {
      sources.add(
          new SourceStatus(
              SourceStatus.Kind.STAPLED,
              "",
              new OcspCheck(certificate, issuer, at).judge(staple.get())));
    }
    if (new CertificateStatus(certificate, sources).decisive().isEmpty()) {
      sources.addAll(
          known.answer(
              new Question(SourceStatus.Kind.OCSP, certificate, issuer),
              () -> byOcsp(certificate, issuer, deadline, log)));
    }
    return new CertificateStatus(certificate, sources);
  }

  /** Every distribution point, until the lists cover all reasons or have the certificate. */
  private List<SourceStatus> byCrl(
      Certificate certificate, Certificate issuer, Deadline deadline, ExchangeLog log) {
    CrlCheck check = new CrlCheck(certificate, issuer, at);
    List<SourceStatus> statuses = new ArrayList<>();
    ReasonSet covered = ReasonSet.NONE;
    int asked = 0;
    for (DistributionPoint point : DistributionPoint.of(certificate)) {
      for (String location : point.locations()) {
        if (asked++ == MOST_LOCATIONS) {
          return statuses;
        }
        CrlCheck.Outcome outcome = crl(location, point, check, deadline, log);
        covered = covered.or(outcome.covered());
        boolean part = outcome.status() instanceof RevocationStatus.Good && !covered.isAll();
        statuses.add(
            source(
                SourceStatus.Kind.CRL,
                location,
                part
                    ? new RevocationStatus.Unknown("does not cover every reason of revocation")
                    : outcome.status()));
        if (covered.isAll() || outcome.status() instanceof RevocationStatus.Revoked) {
          return statuses;
        }
        if (!(outcome.status() instanceof RevocationStatus.Unknown)) {
          break;
        }
      }
    }
    return statuses;
  }

  private CrlCheck.Outcome crl(
      String location,
      DistributionPoint point,
      CrlCheck check,
      Deadline deadline,
      ExchangeLog log) {
    return publications.read(
        location,
        Optional.empty(),
        LARGEST_CRL,
        deadline,
        log,
        octets -> {
          CrlCheck.Outcome outcome = judge(octets, point, check);
          return new Reading<>(outcome, isUseful(outcome.status()));
        },
        e -> CrlCheck.Outcome.unknown(String.valueOf(e.getMessage())));
  }

  private static CrlCheck.Outcome judge(byte[] octets, DistributionPoint point, CrlCheck check) {
    try {
      return check.judge(Crl.parse(octets), point);
    } catch (MalformedAsn1Exception e) {
      return CrlCheck.Outcome.unknown("is of no use: " + e.getMessage());
    }
  }

  private List<SourceStatus> byOcsp(
      Certificate certificate, Certificate issuer, Deadline deadline, ExchangeLog log) {
    OcspCheck check = new OcspCheck(certificate, issuer, at);
    Retriever.Question question =
        new Retriever.Question("application/ocsp-request", OcspRequest.of(certificate, issuer));
    List<SourceStatus> statuses = new ArrayList<>();
    for (String location : AccessLocations.ofResponders(certificate)) {
      if (statuses.size() == MOST_LOCATIONS) {
        break;
      }
      RevocationStatus status =
          publications.read(
              location,
              Optional.of(question),
              LARGEST_RESPONSE,
              deadline,
              log,
              octets -> {
                RevocationStatus read = check.judge(octets);
                return new Reading<>(read, isUseful(read));
              },
              e -> new RevocationStatus.Unknown(String.valueOf(e.getMessage())));
      statuses.add(source(SourceStatus.Kind.OCSP, location, status));
      if (isUseful(status)) {
        break;
      }
    }
    return statuses;
  }

  private static boolean isUseful(RevocationStatus status) {
    return !(status instanceof RevocationStatus.Unknown);
  }

  private static SourceStatus source(
      SourceStatus.Kind kind, String location, RevocationStatus status) {
    return new SourceStatus(kind, Escaped.of(location, SHOWN), status);
  }
}
