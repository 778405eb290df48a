package gcert.app;

import gcert.mtasts.StsAssessment;
import gcert.mtasts.StsJudge;
import gcert.mtasts.StsLookup;
import gcert.retrieval.AskedOnce;
import gcert.starttls.RequireTlsQuestion;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.tls.ExchangeSettings;
import gcert.tls.HeloName;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.Visit;
import gcert.trace.ExchangeLog;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the mail domains of a run say by MTA-STS, each asked once however many hosts it has, and
 * what that means for its hosts. Safe for use by several threads.
 */
public final class StsDirectory {
  private static final int MOST = 4096;

  private final StsLookup lookup;
  private final Function<ServerTarget, Optional<Host.Name>> domains;
  private final Inspector inspector;
  private final ExchangeSettings settings;
  private final AskedOnce<String, StsAssessment> known = new AskedOnce<>(MOST);

  /**
   * Makes one.
   *
   * @param domains the mail domain whose host a target is
   * @param inspector visits a host once more, to ask what it offers under TLS; has to leave its
   *     connections open
   */
  public StsDirectory(
      StsLookup lookup,
      Function<ServerTarget, Optional<Host.Name>> domains,
      Inspector inspector,
      ExchangeSettings settings) {
    this.lookup = lookup;
    this.domains = domains;
    this.inspector = inspector;
    this.settings = settings;
  }

  /**
   * The verdict with what the policy of the host's domain makes of it, the gravest finding first.
   */
  Verdict judge(ServerTarget target, Observation seen, Verdict usual, ExchangeLog log) {
    List<Finding> findings = new ArrayList<>(usual.findings());
    Optional<Host.Name> domain = domains.apply(target);
    if (domain.isEmpty()) {
      findings.add(
          new Finding(
              Rule.MTA_STS_MISSING,
              Severity.FAILURE,
              "MTA-STS needs a mail domain, not an address"));
    } else {
      StsAssessment assessment =
          known.answer(domain.get().text(), () -> StsJudge.assess(lookup.facts(domain.get(), log)));
      findings.addAll(assessment.findings());
      StsJudge.host(assessment, target.identity().text()).ifPresent(findings::add);
      if (seen.failure().isEmpty() && target.protocol() == Protocol.SMTP) {
        requireTls(target, seen, log).ifPresent(findings::add);
      }
    }
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Verdict(findings, usual.path(), usual.anchor(), usual.otherwise());
  }

  /** Whether a verdict fails for what the domain says, whatever else does. */
  static boolean refuses(Verdict verdict) {
    return verdict.findings().stream()
        .anyMatch(f -> f.severity() == Severity.FAILURE && f.rule().id().startsWith("mta-sts"));
  }

  private Optional<Finding> requireTls(ServerTarget target, Observation seen, ExchangeLog log) {
    try (Visit visit =
        inspector.visit(
            target, seen.address().map(InetSocketAddress::getAddress), settings, Duration.ZERO)) {
      return visit
          .connection()
          .flatMap(
              connection ->
                  RequireTlsQuestion.ask(
                      connection.input(),
                      connection.output(),
                      settings
                          .helo()
                          .orElseGet(() -> HeloName.of(connection.socket().getLocalAddress())),
                      log))
          .map(
              offered ->
                  new Finding(
                      Rule.REQUIRETLS,
                      Severity.INFO,
                      "the server "
                          + (offered ? "offers" : "does not offer")
                          + " REQUIRETLS (RFC 8689)"));
    }
  }
}
