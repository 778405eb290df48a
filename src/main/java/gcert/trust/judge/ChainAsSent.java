package gcert.trust.judge;

import gcert.certificate.Certificate;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a server sent its chain, although a path was found: what is odd about it breaks clients that
 * take the list as it comes (RFC 5246 section 7.4.2; RFC 8446 section 4.4.2 asks for leniency).
 */
final class ChainAsSent {
  private static final int SHOWN = 3;

  private final List<Certificate> chain;
  private final List<Certificate> path;
  private final Set<Certificate> distinct;
  private final List<Finding> findings = new ArrayList<>();

  private ChainAsSent(List<Certificate> chain, List<Certificate> path) {
    this.chain = chain;
    this.path = path;
    this.distinct = new LinkedHashSet<>(chain);
  }

  /**
   * What there is to tell.
   *
   * @param chain the certificates in the order of the server
   * @param path the path, end entity first, anchor last
   */
  static List<Finding> of(List<Certificate> chain, List<Certificate> path, Instant at) {
    ChainAsSent sent = new ChainAsSent(chain, path);
    sent.checkOrder();
    sent.checkRepeated();
    sent.checkRoot();
    sent.checkOthers(at);
    return sent.findings;
  }

  /** Each certificate of the path has to stand behind the one that it issued. */
  private void checkOrder() {
    int last = 0;
    for (Certificate certificate : path) {
      int at = chain.indexOf(certificate);
      if (at >= 0) {
        if (at < last) {
          add("were sent out of order: each should certify the one before it");
          return;
        }
        last = at;
      }
    }
  }

  private void checkRepeated() {
    List<Certificate> repeated = new ArrayList<>();
    for (Certificate certificate : distinct) {
      if (chain.indexOf(certificate) != chain.lastIndexOf(certificate)) {
        repeated.add(certificate);
      }
    }
    if (!repeated.isEmpty()) {
      add("include the same one twice: " + labels(repeated));
    }
  }

  private void checkRoot() {
    Certificate root = path.get(path.size() - 1);
    if (path.size() > 1 && distinct.contains(root) && isSelfIssued(root)) {
      add("include the root " + CertificateLabel.of(root) + ", which no client needs");
    }
  }

  private void checkOthers(Instant at) {
    List<Certificate> others = new ArrayList<>();
    List<Certificate> expired = new ArrayList<>();
    for (Certificate certificate : distinct) {
      if (path.contains(certificate) || standsForOneOfThePath(certificate)) {
        continue;
      }
      (at.isAfter(certificate.notAfter()) ? expired : others).add(certificate);
    }
    if (!others.isEmpty()) {
      add("include some that are not needed: " + labels(others));
    }
    if (!expired.isEmpty()) {
      add("include some that have expired and are not needed: " + labels(expired));
    }
  }

  /** A cross-certificate: with it clients that have other roots find another path. */
  private boolean standsForOneOfThePath(Certificate certificate) {
    for (Certificate member : path) {
      if (member.subjectName().equals(certificate.subjectName())
          && member.publicKey().equals(certificate.publicKey())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSelfIssued(Certificate certificate) {
    return certificate.subjectName().equals(certificate.issuerName());
  }

  private static String labels(List<Certificate> certificates) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, certificates.size()); i++) {
      labels.add(CertificateLabel.of(certificates.get(i)));
    }
    int more = certificates.size() - SHOWN;
    return String.join(", ", labels) + (more > 0 ? " and " + more + " more" : "");
  }

  private void add(String what) {
    findings.add(
        new Finding(
            Rule.CHAIN,
            Severity.INFO,
            CertificateLabel.of(chain.get(0)) + ": the certificates " + what));
  }
}
