package gcert.dane;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.certificate.MalformedCertificateException;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import gcert.tls.Observation;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.judge.ValidationPolicy;
import gcert.trust.path.CertificateCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The CAs that TLSA records name (RFC 7672 section 3.1.2): those that the server sends, and those
 * that a record holds whole. A path has to lead to one, with names and dates.
 */
final class Authorities {
  private static final String SOURCE = "TLSA record";

  private final List<Anchor> anchors = new ArrayList<>();
  private final List<TlsaRecord> records = new ArrayList<>();

  Authorities(List<TlsaRecord> counting, List<Certificate> chain) {
    Certificate leaf = chain.get(0);
    for (Certificate certificate : chain) {
      if (!certificate.equals(leaf)) {
        RecordComparison.first(counting, /* aboutServer= */ false, certificate)
            .filter(record -> !record.needsPath())
            .ifPresent(record -> add(record, certificate));
      }
    }
    for (TlsaRecord record : counting) {
      if (record.usage() == TlsaRecord.DANE_TA
          && record.selector() == 0
          && record.matchingType() == TlsaRecord.WHOLE) {
        try {
          add(record, Certificate.parse(HexFormat.of().parseHex(record.data())));
        } catch (MalformedCertificateException e) {
          // It was read before; whoever cannot read it now cannot use it.
        }
      }
    }
  }

  private void add(TlsaRecord record, Certificate certificate) {
    if (anchors.stream().noneMatch(anchor -> anchor.certificate().equals(certificate))) {
      anchors.add(new Anchor(certificate, SOURCE));
      records.add(record);
    }
  }

  /**
   * The verdict by the best of some names; empty when no CA was found.
   *
   * @param names the reference identities, one of which is enough
   */
  Optional<Verdict> judge(
      Observation observation,
      List<String> names,
      boolean strict,
      Instant at,
      CertificateCache known) {
    if (anchors.isEmpty()) {
      return Optional.empty();
    }
    Optional<Verdict> first = Optional.empty();
    for (String name : names) {
      Optional<Host> identity = parse(name);
      if (identity.isEmpty()) {
        continue;
      }
      ValidationPolicy policy =
          new ValidationPolicy(new Store(anchors), Optional.empty(), identity, strict);
      Verdict verdict = Judge.judge(observation, policy, at, known);
      if (verdict.passed()) {
        return Optional.of(verdict);
      }
      if (first.isEmpty()) {
        first = Optional.of(verdict);
      }
    }
    return first;
  }

  /** Which record led to the anchor of a verdict. */
  Finding matched(Verdict verdict) {
    TlsaRecord record = records.get(0);
    for (int i = 0; i < anchors.size(); i++) {
      if (verdict.anchor().filter(anchors.get(i)::equals).isPresent()) {
        record = records.get(i);
      }
    }
    return new Finding(
        Rule.DANE, Severity.INFO, "a CA of the path matches the TLSA record " + record.label());
  }

  /** Why the CA was of no use. */
  Finding failed(Verdict verdict) {
    return new Finding(
        Rule.DANE,
        Severity.FAILURE,
        "the TLSA record "
            + records.get(0).label()
            + " names a CA that was sent, but "
            + verdict.findings().get(0).message()
            + " (RFC 7672 section 3.1.2)");
  }

  private static Optional<Host> parse(String name) {
    try {
      return Optional.of(HostParser.parse(name));
    } catch (MalformedTargetException e) {
      return Optional.empty();
    }
  }

  private record Store(List<Anchor> all) implements AnchorStore {
    @Override
    public List<Anchor> bySubject(DistinguishedName name) {
      return all.stream().filter(a -> a.certificate().subjectName().equals(name)).toList();
    }

    @Override
    public String name() {
      return SOURCE;
    }
  }
}
