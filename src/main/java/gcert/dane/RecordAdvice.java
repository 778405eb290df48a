package gcert.dane;

import gcert.certificate.Certificate;
import gcert.dnssec.SecurityStatus;
import gcert.failure.Escaped;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is unwise about TLSA records although they can be used; docs/rules.md says why. */
final class RecordAdvice {
  /** What Microsoft's senders take (dane-users list, July 2024). */
  private static final int MOST_RECORDS = 12;

  private static final Duration LONGEST_TTL = Duration.ofDays(1);
  private static final int SHOWN = 200;

  /** SHA-256 of the keys of CAs whose certificates have all expired. */
  private static final Map<String, String> RETIRED =
      Map.of(
          "60b87575447dcba2a36b7d11ac09fb24a9db406fee12d2cc90180517616e8a18", "Let's Encrypt X3",
          "b111dd8a1c2091a89bd4fd60c57f0716cce50feeff8137cdbee0326e02cf362b", "Let's Encrypt X4",
          "8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d", "Let's Encrypt R3",
          "e5545e211347241891c554a03934cde9b749664a59d26d615fe58f77990f2d03", "Let's Encrypt R4",
          "276fe8a8c4ec7611565bf9fce6dcace9be320c1b5bea27596b2204071ed04f10", "Let's Encrypt E1",
          "bd936e72b212ef6f773102c6b77d38f94297322efc25396bc3279422e0c89270", "Let's Encrypt E2");

  private final DaneFacts facts;
  private final DaneDecision decision;
  private final List<Certificate> chain;
  private final List<Finding> findings = new ArrayList<>();

  RecordAdvice(DaneFacts facts, DaneDecision decision, List<Certificate> chain) {
    this.facts = facts;
    this.decision = decision;
    this.chain = chain;
  }

  List<Finding> findings() {
    findings.addAll(unusable(decision));
    domain();
    for (TlsaRecord record : decision.usable()) {
      look(record);
    }
    int count = decision.usable().size() + decision.unusable().size();
    if (count > MOST_RECORDS) {
      warn(
          Rule.DANE_RECORDS,
          "there are " + count + " TLSA records, and a large sender takes " + MOST_RECORDS);
    }
    if (decision.ttl().compareTo(LONGEST_TTL) > 0) {
      warn(
          Rule.DANE_TTL,
          "the TLSA records may be kept for "
              + decision.ttl().toHours()
              + " hours: a change takes twice as long to be everywhere");
    }
    return findings;
  }

  /** One finding a record that nobody can use. */
  static List<Finding> unusable(DaneDecision decision) {
    return decision.unusable().stream()
        .map(
            one ->
                new Finding(
                    Rule.DANE_UNUSABLE,
                    Severity.WARNING,
                    "the TLSA record " + one.record().label() + " is of no use: " + one.reason()))
        .toList();
  }

  private void domain() {
    if (facts.domain().isPresent() && facts.domain().get().security() != SecurityStatus.SECURE) {
      warn(
          Rule.DANE_MX_UNSIGNED,
          "the MX records of "
              + Escaped.of(facts.domain().get().name(), SHOWN)
              + " are not signed: whoever forges them has the mail sent elsewhere");
    }
  }

  private void look(TlsaRecord record) {
    boolean matched = chain.stream().anyMatch(one -> RecordComparison.matches(record, one));
    Certificate leaf = chain.get(0);
    if (record.matchingType() == TlsaRecord.WHOLE) {
      warn(
          Rule.DANE_WHOLE,
          label(record) + " holds the whole instead of a digest: answers become too long for UDP");
    }
    if (RETIRED.containsKey(record.data())) {
      warn(
          Rule.DANE_CA_RETIRED,
          label(record)
              + " names "
              + RETIRED.get(record.data())
              + ", which no longer issues certificates: remove it");
    } else if (!record.isAboutServer() && !matched && record.matchingType() != TlsaRecord.WHOLE) {
      // Whoever lists all issuers of a CA has one that is sent, and is right to list the others.
      findings.add(
          new Finding(
              Rule.DANE_CA_MISSING,
              anyAuthoritySent() ? Severity.INFO : Severity.WARNING,
              label(record) + " names a CA that the server does not send"));
    }
    if (record.isAboutServer()) {
      boolean own = RecordComparison.matches(record, leaf);
      if (!own) {
        findings.add(
            new Finding(
                Rule.DANE_UNMATCHED,
                Severity.INFO,
                label(record) + " is not for the certificate that the server shows"));
      } else if (record.selector() == 0 && !leaf.subject().equals(leaf.issuer())) {
        warn(
            Rule.DANE_RENEWAL,
            label(record)
                + " is for this very certificate: it has to change with each renewal, where 3 1 1"
                + " stays as long as the key");
      }
    }
  }

  private boolean anyAuthoritySent() {
    return decision.usable().stream()
        .filter(record -> !record.isAboutServer())
        .anyMatch(record -> chain.stream().anyMatch(one -> RecordComparison.matches(record, one)));
  }

  private static String label(TlsaRecord record) {
    return "the TLSA record " + record.label();
  }

  private void warn(Rule rule, String what) {
    findings.add(new Finding(rule, Severity.WARNING, what));
  }
}
