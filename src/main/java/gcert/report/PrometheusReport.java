package gcert.report;

import gcert.certificate.Certificate;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Metrics in Prometheus' text exposition format, version 0.0.4.
 *
 * <p>All samples of a metric have to stand together, so everything is printed at the end.
 */
public final class PrometheusReport implements RunReport {
  private final List<Result> results = new ArrayList<>();
  private int complaints;

  @Override
  public byte[] add(Result result) {
    results.add(result);
    return new byte[0];
  }

  @Override
  public void complain(String complaint) {
    complaints++;
  }

  @Override
  public byte[] finish() {
    PrometheusMetrics metrics = new PrometheusMetrics();
    EndpointLabels labels = new EndpointLabels(results);
    for (Result result : results) {
      PrometheusMetrics.Labels endpoint = labels.next(result);
      addOutcome(metrics, endpoint, result);
      addTiming(metrics, endpoint, result.observation());
      try {
        addSession(metrics, endpoint, result.observation());
        addCertificates(metrics, endpoint, result);
        result.verdict().ifPresent(verdict -> addVerdict(metrics, endpoint, verdict));
      } catch (RuntimeException | StackOverflowError e) {
        // One that cannot be described must not keep the others from being.
        metrics.add(
            "gcert_undescribed",
            "1 where what the endpoint showed could not be described, which is a bug in gcert.",
            endpoint,
            1);
      }
    }
    metrics.add(
        "gcert_list_errors",
        "Number of list entries that are not valid targets and were not checked.",
        PrometheusMetrics.Labels.none(),
        complaints);
    return metrics.text().getBytes(StandardCharsets.UTF_8);
  }

  private static void addOutcome(
      PrometheusMetrics metrics, PrometheusMetrics.Labels endpoint, Result result) {
    Observation observation = result.observation();
    metrics.add(
        "gcert_check_success",
        "Whether a certificate was obtained and passed every check.",
        endpoint,
        result.holds() ? 1 : 0);
    metrics.add(
        "gcert_exit_code", "The exit code for this endpoint alone.", endpoint, result.exitCode());
    metrics.add(
        "gcert_check_timestamp_seconds",
        "When the endpoint was visited.",
        endpoint,
        observation.time().getEpochSecond());
    if (observation.target() instanceof ServerTarget server) {
      metrics.add(
          "gcert_endpoint_info",
          "Where the endpoint is.",
          endpoint
              .and("host", server.host().text())
              .and("port", Integer.toString(server.port()))
              .and("protocol", server.protocol().scheme())
              .and("address", EndpointText.address(observation)),
          1);
    }
    observation
        .failure()
        .ifPresent(
            failure ->
                metrics.add(
                    "gcert_failure_info",
                    "The step at which the exchange stopped.",
                    endpoint.and("step", failure.step().label()),
                    1));
  }

  private static void addSession(
      PrometheusMetrics metrics, PrometheusMetrics.Labels endpoint, Observation observation) {
    if (observation.session().isPresent()) {
      TlsSession session = observation.session().get();
      metrics.add(
          "gcert_tls_info",
          "The TLS session.",
          endpoint
              .and("version", session.version())
              .and("cipher", session.cipher())
              .and("group", session.group().orElse("")),
          1);
    }
  }

  /** The verified path; without one, the end entity alone. */
  private static void addCertificates(
      PrometheusMetrics metrics, PrometheusMetrics.Labels endpoint, Result result) {
    List<Certificate> path = result.verdict().map(Verdict::path).orElse(List.of());
    List<Certificate> chain = result.observation().chain();
    List<Certificate> shown = path.isEmpty() ? chain.subList(0, Math.min(1, chain.size())) : path;
    for (int i = 0; i < shown.size(); i++) {
      Certificate certificate = shown.get(i);
      PrometheusMetrics.Labels place = endpoint.and("position", Integer.toString(i));
      metrics.add(
          "gcert_certificate_not_before_timestamp_seconds",
          "When the certificate's lifetime begins; position 0 is the server's own.",
          place,
          certificate.notBefore().getEpochSecond());
      metrics.add(
          "gcert_certificate_not_after_timestamp_seconds",
          "When the certificate's lifetime ends; position 0 is the server's own.",
          place,
          certificate.notAfter().getEpochSecond());
      metrics.add(
          "gcert_certificate_info",
          "Which certificate it is; position 0 is the server's own.",
          place
              .and("subject", certificate.subject())
              .and("issuer", certificate.issuer())
              .and("serial", certificate.serialNumber().toString(16))
              .and("key", certificate.key())
              .and("signature", certificate.signature())
              .and("sha256", certificate.sha256())
              .and("spki_sha256", certificate.spkiSha256()),
          1);
    }
  }

  private static void addVerdict(
      PrometheusMetrics metrics, PrometheusMetrics.Labels endpoint, Verdict verdict) {
    if (verdict.anchor().isPresent()) {
      Anchor anchor = verdict.anchor().get();
      metrics.add(
          "gcert_anchor_info",
          "The root of the verified path.",
          endpoint
              .and("subject", anchor.certificate().subject())
              .and("sha256", anchor.certificate().sha256())
              .and("source", anchor.source()),
          1);
    }
    for (Severity severity : Severity.values()) {
      Map<Rule, Integer> counts = new TreeMap<>();
      for (Finding finding : verdict.findings()) {
        if (finding.severity() == severity) {
          counts.merge(finding.rule(), 1, Integer::sum);
        }
      }
      counts.forEach(
          (rule, count) ->
              metrics.add(
                  "gcert_findings",
                  "Number of findings of each rule.",
                  endpoint
                      .and("rule", rule.id())
                      .and("severity", severity.name().toLowerCase(Locale.ROOT)),
                  count));
    }
  }

  private static void addTiming(
      PrometheusMetrics metrics, PrometheusMetrics.Labels endpoint, Observation observation) {
    var timing = observation.timing();
    addSeconds(metrics, endpoint, "gcert_dns_seconds", "Finding the addresses.", timing.dns());
    addSeconds(metrics, endpoint, "gcert_connect_seconds", "Connecting.", timing.connect());
    addSeconds(
        metrics,
        endpoint,
        "gcert_greeting_seconds",
        "From the connection to the end of the greeting.",
        timing.greeting());
    addSeconds(
        metrics,
        endpoint,
        "gcert_starttls_seconds",
        "From the greeting to the go-ahead for TLS.",
        timing.starttls());
    addSeconds(
        metrics, endpoint, "gcert_handshake_seconds", "The TLS handshake.", timing.handshake());
  }

  private static void addSeconds(
      PrometheusMetrics metrics,
      PrometheusMetrics.Labels endpoint,
      String name,
      String help,
      Optional<Duration> time) {
    time.ifPresent(span -> metrics.add(name, "Time taken: " + lower(help), endpoint, span));
  }

  private static String lower(String help) {
    return Character.toLowerCase(help.charAt(0)) + help.substring(1);
  }
}
