package gcert.dane;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.tls.Observation;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.trust.path.CertificateCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what a server showed as a sender does that validates DANE (RFC 7672): where TLSA records
 * can be used they alone decide, and neither a root nor, for the usage 3, names and dates count.
 */
public final class DaneJudge {
  private static final int SHOWN = 200;

  /** What a DANE-EE record makes superfluous (RFC 7672 section 3.1.1). */
  private static final Set<Rule> OF_PATH =
      EnumSet.of(
          Rule.EXPIRED,
          Rule.NOT_YET_VALID,
          Rule.SELF_SIGNED,
          Rule.OTHER_ROOTS,
          Rule.UNTRUSTED_ROOT,
          Rule.MISSING_INTERMEDIATE,
          Rule.SIGNATURE,
          Rule.BASIC_CONSTRAINTS,
          Rule.PATH_LENGTH,
          Rule.KEY_USAGE,
          Rule.EXTENDED_KEY_USAGE,
          Rule.NAME_CONSTRAINTS,
          Rule.UNKNOWN_CRITICAL_EXTENSION,
          Rule.POLICY,
          Rule.NAME,
          Rule.WEAK_KEY,
          Rule.WEAK_SIGNATURE,
          Rule.EFFORT);

  private final DaneFacts facts;
  private final boolean strict;
  private final Instant at;
  private final CertificateCache known;

  /**
   * Makes one.
   *
   * @param facts what DNS says about the server
   * @param strict whether breaches of RFC 5280 without bearing on the path are failures
   * @param at the instant to judge by
   * @param known what is known of certificates from other observations
   */
  public DaneJudge(DaneFacts facts, boolean strict, Instant at, CertificateCache known) {
    this.facts = facts;
    this.strict = strict;
    this.at = at;
    this.known = known;
  }

  /**
   * The verdict with what DANE makes of it, the gravest finding first.
   *
   * @param observation what was seen, with at least one certificate
   * @param usual the verdict by roots and names
   */
  public Verdict judge(Observation observation, Verdict usual) {
    DaneDecision decision = DaneDecision.of(facts);
    return switch (decision.kind()) {
      case DEFER ->
          refuse(usual, decision, Rule.DANE_LOOKUP, "a validating sender defers the mail");
      case NOT_SIGNED -> refuse(usual, decision, Rule.DANE_UNSIGNED, "DANE does not apply");
      case NO_RECORDS -> refuse(usual, decision, Rule.DANE_MISSING, "DANE does not apply");
      case ENCRYPT ->
          refuse(usual, decision, Rule.DANE_UNUSABLE, "a sender encrypts, and verifies nothing");
      case AUTHENTICATE ->
          withOthers(observation, usual, decision, compare(observation, usual, decision));
    };
  }

  /** A sender is shown whichever certificate the handshake agrees on: each needs a record. */
  private Verdict withOthers(
      Observation observation, Verdict usual, DaneDecision decision, Verdict judged) {
    List<Finding> findings = new ArrayList<>(judged.findings());
    for (Observation other : observation.others()) {
      for (Finding finding : compare(other, usual, decision).findings()) {
        if (finding.rule() == Rule.DANE && finding.severity() == Severity.FAILURE) {
          findings.add(
              new Finding(
                  Rule.DANE_OTHER_KEY,
                  Severity.FAILURE,
                  "the certificate with a key of the kind "
                      + other.chain().get(0).keyFamily()
                      + ": "
                      + finding.message()));
        }
      }
    }
    return sorted(findings, judged);
  }

  /** The verdict on what goes by no name for which DNS could be asked. */
  public static Verdict withoutName(Verdict usual) {
    List<Finding> findings = new ArrayList<>(usual.findings());
    findings.add(
        new Finding(
            Rule.DANE_LOOKUP,
            Severity.FAILURE,
            "DANE needs a name, and there is none: write the target as ADDRESS,NAME"));
    return sorted(findings, usual);
  }

  /** Whether a verdict fails for what DANE says, whatever else does. */
  public static boolean refuses(Verdict verdict) {
    return verdict.findings().stream()
        .anyMatch(f -> f.severity() == Severity.FAILURE && f.rule().id().startsWith("dane"));
  }

  private Verdict refuse(Verdict usual, DaneDecision decision, Rule rule, String consequence) {
    List<Finding> findings = new ArrayList<>(usual.findings());
    findings.add(
        new Finding(
            rule, Severity.FAILURE, Escaped.of(decision.reason(), SHOWN) + ": " + consequence));
    findings.addAll(RecordAdvice.unusable(decision));
    return sorted(findings, usual);
  }

  private Verdict compare(Observation observation, Verdict usual, DaneDecision decision) {
    List<TlsaRecord> counting = RecordComparison.counting(decision.usable());
    List<Certificate> chain = observation.chain();
    Certificate leaf = chain.get(0);
    List<Finding> lint = new RecordAdvice(facts, decision, chain).findings();
    Optional<TlsaRecord> own =
        RecordComparison.first(counting, /* aboutServer= */ true, leaf)
            .filter(record -> !record.needsPath() || usual.passed());
    if (own.isPresent()) {
      List<Finding> findings = own.get().needsPath() ? usual.findings() : waived(usual.findings());
      return with(findings, matched(own.get(), "the certificate"), lint, usual);
    }
    Optional<TlsaRecord> root = ofPath(counting, usual);
    if (root.isPresent()) {
      return with(usual.findings(), matched(root.get(), "a CA of the path"), lint, usual);
    }
    Authorities authorities = new Authorities(counting, chain);
    Optional<Verdict> byAuthority =
        authorities.judge(observation, names(decision), strict, at, known);
    if (byAuthority.isPresent() && byAuthority.get().passed()) {
      List<Finding> findings = new ArrayList<>(byAuthority.get().findings());
      findings.addAll(demanded(usual.findings()));
      return with(findings, authorities.matched(byAuthority.get()), lint, byAuthority.get());
    }
    List<Finding> findings = new ArrayList<>(usual.findings());
    if (byAuthority.isPresent()) {
      findings.add(authorities.failed(byAuthority.get()));
    } else {
      findings.add(mismatch(counting, leaf));
    }
    findings.addAll(lint);
    return sorted(findings, usual);
  }

  /** A record of usage 0 limits the usual path to a CA (RFC 6698 section 2.1.1). */
  private static Optional<TlsaRecord> ofPath(List<TlsaRecord> counting, Verdict usual) {
    if (!usual.passed()) {
      return Optional.empty();
    }
    List<TlsaRecord> limits =
        counting.stream().filter(record -> record.usage() == TlsaRecord.PKIX_TA).toList();
    return usual.path().stream()
        .skip(1)
        .flatMap(one -> RecordComparison.first(limits, /* aboutServer= */ false, one).stream())
        .findFirst();
  }

  /** RFC 7672 section 3.2.2: the TLSA base domain, and the domain that led there. */
  private List<String> names(DaneDecision decision) {
    List<String> names = new ArrayList<>(decision.base().stream().toList());
    facts
        .domain()
        .ifPresent(
            domain -> {
              names.add(domain.name());
              names.add(domain.expanded());
            });
    return names.stream().distinct().toList();
  }

  private static Finding mismatch(List<TlsaRecord> counting, Certificate leaf) {
    StringBuilder records = new StringBuilder();
    for (TlsaRecord record : counting.subList(0, Math.min(counting.size(), 4))) {
      records.append(records.isEmpty() ? "" : ", ").append(record.label());
    }
    int more = counting.size() - 4;
    return new Finding(
        Rule.DANE,
        Severity.FAILURE,
        "no TLSA record matches what the server sent: "
            + records
            + (more > 0 ? " and " + more + " more" : "")
            + "; the certificate is 3 1 1 "
            + leaf.spkiSha256());
  }

  private static Finding matched(TlsaRecord record, String what) {
    return new Finding(
        Rule.DANE, Severity.INFO, what + " matches the TLSA record " + record.label());
  }

  /** What does not count for DANE-EE is still reported. */
  private static List<Finding> waived(List<Finding> findings) {
    List<Finding> waived = new ArrayList<>();
    for (Finding finding : findings) {
      waived.add(
          finding.severity() == Severity.FAILURE && OF_PATH.contains(finding.rule())
              ? new Finding(
                  finding.rule(),
                  Severity.INFO,
                  finding.message() + " (does not count: RFC 7672 section 3.1.1)")
              : finding);
    }
    return waived;
  }

  /** What the user demands besides, and the certificate not to be readable at all. */
  private static List<Finding> demanded(List<Finding> findings) {
    return findings.stream()
        .filter(f -> f.rule().compareTo(Rule.EXPIRES_SOON) >= 0 || f.rule() == Rule.MALFORMED)
        .toList();
  }

  private static Verdict with(
      List<Finding> judged, Finding match, List<Finding> lint, Verdict like) {
    List<Finding> findings = new ArrayList<>(judged);
    findings.add(match);
    findings.addAll(lint);
    return sorted(findings, like);
  }

  private static Verdict sorted(List<Finding> findings, Verdict like) {
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Verdict(findings, like.path(), like.anchor(), like.otherwise());
  }
}
