package gcert.mtasts;

import gcert.failure.Escaped;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges what a domain says by RFC 8461, and its record for reports by RFC 8460. */
public final class StsJudge {
  private static final int OK = 200;
  private static final int SHOWN = 160;

  /**
   * Shorter, and whoever can keep a policy from being fetched for a day can make it be forgotten.
   */
  private static final Duration SHORT = Duration.ofDays(1);

  private final StsFacts facts;
  private final List<Finding> findings = new ArrayList<>();

  private StsJudge(StsFacts facts) {
    this.facts = facts;
  }

  /** What a sender makes of it. */
  public static StsAssessment assess(StsFacts facts) {
    StsJudge judge = new StsJudge(facts);
    Optional<StsRecord> record = judge.record();
    Optional<StsPolicy> policy = record.isEmpty() ? Optional.empty() : judge.policy();
    policy.ifPresent(read -> judge.lint(record.orElseThrow(), read));
    judge.reporting();
    judge.findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new StsAssessment(record, policy, judge.findings);
  }

  /**
   * Whether a mail host is one that the policy names (RFC 8461 section 4.1); empty without a
   * policy, and with one that says that there is none.
   *
   * @param host in A-labels
   */
  public static Optional<Finding> host(StsAssessment assessment, String host) {
    Optional<StsPolicy> found = assessment.policy();
    if (found.isEmpty() || found.get().mode() == StsPolicy.Mode.NONE) {
      return Optional.empty();
    }
    StsPolicy policy = found.get();
    String mode = policy.mode().word();
    if (policy.names(host)) {
      return Optional.of(
          new Finding(
              Rule.MTA_STS,
              Severity.INFO,
              "the MTA-STS policy (" + mode + ") names " + shown(host)));
    }
    boolean enforced = policy.mode() == StsPolicy.Mode.ENFORCE;
    return Optional.of(
        new Finding(
            Rule.MTA_STS_MX,
            enforced ? Severity.FAILURE : Severity.WARNING,
            shown(host)
                + " matches no mx of the MTA-STS policy ("
                + mode
                + "): "
                + patterns(policy)
                + (enforced
                    ? "; senders that follow it do not deliver there"
                    : "; senders that follow it report that")
                + " (RFC 8461 section 4.1)"));
  }

  private Optional<StsRecord> record() {
    String owner = "_mta-sts." + facts.domain().text();
    if (facts.sts().failure().isPresent()) {
      fail(
          Rule.MTA_STS_RECORD,
          "the TXT record at " + owner + " could not be fetched: " + facts.sts().failure().get());
      return Optional.empty();
    }
    try {
      Optional<StsRecord> record = StsRecord.find(facts.sts().found());
      if (record.isEmpty()) {
        fail(
            Rule.MTA_STS_MISSING,
            "there is no MTA-STS record at " + owner + " (RFC 8461 section 3.1)");
      }
      return record;
    } catch (MalformedPolicyException e) {
      fail(
          Rule.MTA_STS_RECORD,
          "the MTA-STS record at "
              + owner
              + " counts as none: "
              + e.what()
              + " (RFC 8461 section 3.1)");
      return Optional.empty();
    }
  }

  private Optional<StsPolicy> policy() {
    String host = StsFacts.policyHost(facts.domain());
    if (facts.answer().isEmpty()) {
      return Optional.empty();
    }
    StsFacts.PolicyAnswer came = facts.answer().get();
    if (came instanceof StsFacts.NoAnswer none) {
      fail(
          Rule.MTA_STS_HOST,
          "the policy could not be fetched from "
              + host
              + ": "
              + none.step()
              + ": "
              + none.what()
              + " (RFC 8461 section 3.3)");
      return Optional.empty();
    }
    StsFacts.Answer answer = (StsFacts.Answer) came;
    Optional<String> refusal = refusal(answer);
    if (refusal.isPresent()) {
      fail(Rule.MTA_STS_ANSWER, host + refusal.get() + " (RFC 8461 section 3.3)");
      return Optional.empty();
    }
    try {
      return Optional.of(PolicyParser.parse(answer.content()));
    } catch (MalformedPolicyException e) {
      fail(
          Rule.MTA_STS_POLICY,
          "the policy of " + host + " counts as none: " + e.what() + " (RFC 8461 section 3.2)");
      return Optional.empty();
    }
  }

  /** Why an answer holds no policy whatever its content is. */
  private static Optional<String> refusal(StsFacts.Answer answer) {
    if (answer.status() >= 300 && answer.status() < 400) {
      return Optional.of(
          " redirects with "
              + answer.status()
              + answer.location().map(to -> " to " + Escaped.of(to, SHOWN)).orElse("")
              + ", and a sender does not follow");
    }
    if (answer.status() != OK) {
      return Optional.of(" answers with " + answer.status() + " instead of 200");
    }
    String type = answer.mediaType().orElse("");
    return type.equals("text/plain")
        ? Optional.empty()
        : Optional.of(
            " says that the policy is "
                + (type.isEmpty() ? "of no media type" : Escaped.of(type, 60))
                + " instead of text/plain");
  }

  private void lint(StsRecord record, StsPolicy policy) {
    if (policy.mode() != StsPolicy.Mode.ENFORCE) {
      warn(
          Rule.MTA_STS_MODE,
          "the MTA-STS policy is in the mode "
              + policy.mode().word()
              + ": nothing is enforced (RFC 8461 section 5)");
    }
    if (policy.maxAge().compareTo(SHORT) < 0 && policy.mode() != StsPolicy.Mode.NONE) {
      warn(
          Rule.MTA_STS_AGE,
          "senders keep the MTA-STS policy for "
              + policy.maxAge().toSeconds()
              + " seconds; weeks are meant (RFC 8461 section 3.2)");
    }
    if (policy.blankLines()) {
      warn(
          Rule.MTA_STS_BLANK_LINE,
          "the MTA-STS policy has an empty line: most senders pass over it, and its grammar does not"
              + " know it (RFC 8461 section 3.2)");
    }
    stale(record);
  }

  /** Many an id is a date; one from long before the policy was last changed has been forgotten. */
  private void stale(StsRecord record) {
    Optional<LocalDate> dated = date(record.id());
    Optional<LocalDate> changed =
        facts
            .answer()
            .filter(StsFacts.Answer.class::isInstance)
            .flatMap(answer -> ((StsFacts.Answer) answer).lastModified())
            .flatMap(StsJudge::httpDate);
    if (dated.isPresent()
        && changed.isPresent()
        && dated.get().plusDays(1).isBefore(changed.get())) {
      warn(
          Rule.MTA_STS_ID,
          "the id "
              + record.id()
              + " seems older than the policy, which was changed on "
              + changed.get()
              + ": senders that know the id keep the policy that they have (RFC 8461 section 3.1)");
    }
  }

  private static Optional<LocalDate> date(String id) {
    if (id.length() < 8) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(id.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
      boolean plausible = date.getYear() >= 2015 && date.getYear() < 2100;
      return plausible ? Optional.of(date) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
              .withZoneSameInstant(ZoneOffset.UTC)
              .toLocalDate());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void reporting() {
    String owner = "_smtp._tls." + facts.domain().text();
    if (facts.reporting().failure().isPresent()) {
      warn(
          Rule.TLS_REPORTING,
          "the TXT record at "
              + owner
              + " could not be fetched: "
              + facts.reporting().failure().get());
      return;
    }
    try {
      Optional<ReportingRecord> record = ReportingRecord.find(facts.reporting().found());
      findings.add(
          new Finding(
              Rule.TLS_REPORTING,
              Severity.INFO,
              record
                  .map(
                      found ->
                          "reports on TLS are wanted at "
                              + Escaped.of(String.join(", ", found.addresses()), SHOWN))
                  .orElse("there is no record for reports on TLS at " + owner + " (RFC 8460)")));
    } catch (MalformedPolicyException e) {
      warn(
          Rule.TLS_REPORTING,
          "the record at " + owner + " counts as none: " + e.what() + " (RFC 8460 section 3)");
    }
  }

  private static String patterns(StsPolicy policy) {
    List<String> texts = policy.hosts().stream().limit(4).map(MxPattern::text).toList();
    int more = policy.hosts().size() - texts.size();
    return String.join(", ", texts) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String shown(String host) {
    return Escaped.of(host, 80);
  }

  private void fail(Rule rule, String message) {
    findings.add(new Finding(rule, Severity.FAILURE, message));
  }

  private void warn(Rule rule, String message) {
    findings.add(new Finding(rule, Severity.WARNING, message));
  }
}
