package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Verdicts for a person: a line that says it all, then the reasons, the connection and the path.
 *
 * <p>Each reason is one line, however long, so that {@code grep} finds it whole.
 */
public final class TextReport implements RunReport {
  private static final String INDENT = "    ";

  private final boolean failuresOnly;

  /**
   * Makes one.
   *
   * @param failuresOnly whether targets that are in order are passed over
   */
  public TextReport(boolean failuresOnly) {
    this.failuresOnly = failuresOnly;
  }

  @Override
  public byte[] add(Result result) {
    boolean good = result.holds();
    return good && failuresOnly ? new byte[0] : of(result).getBytes(StandardCharsets.UTF_8);
  }

  /** The lines on one result. */
  static String of(Result result) {
    StringBuilder text = new StringBuilder();
    Observation observation = result.observation();
    text.append(headline(result)).append('\n');
    observation.failure().ifPresent(failure -> reason(text, failure));
    for (Finding finding : result.verdict().map(Verdict::findings).orElse(List.of())) {
      reason(text, finding);
    }
    observation.session().ifPresent(session -> connection(text, session));
    path(text, result);
    return text.toString();
  }

  /** The verdict in one line: status, target, address, days left, anchor. */
  static String headline(Result result) {
    Observation observation = result.observation();
    StringBuilder line = new StringBuilder();
    line.append(result.status()).append("  ").append(place(observation.target()));
    observation
        .address()
        .ifPresent(address -> line.append("  ").append(address.getAddress().getHostAddress()));
    if (!observation.chain().isEmpty()) {
      line.append("  ").append(DaysLeft.spoken(observation.chain().get(0), result.at()));
    }
    if (result.verdict().isPresent()) {
      line.append("  ").append(anchor(result.verdict().get().anchor()));
    }
    return line.toString();
  }

  /** The target as every message names it; a file's name escaped. */
  static String place(Target target) {
    return target instanceof ServerTarget server
        ? server.hostAndPort()
        : Escaped.of(target.text().equals("-") ? "standard input" : target.text());
  }

  private static String anchor(Optional<Anchor> anchor) {
    return anchor
        .map(a -> "anchor " + name(a.certificate()) + " (" + Escaped.of(a.source()) + ")")
        .orElse("no anchor");
  }

  private static void reason(StringBuilder text, Failure failure) {
    text.append(INDENT).append(failure.step().label()).append(": ").append(failure.what());
    failure.hint().ifPresent(hint -> text.append("; ").append(hint));
    text.append('\n');
  }

  private static void reason(StringBuilder text, Finding finding) {
    text.append(INDENT)
        .append(finding.severity().name().toLowerCase(Locale.ROOT))
        .append(" [")
        .append(finding.rule().id())
        .append("] ")
        .append(finding.message())
        .append('\n');
  }

  private static void connection(StringBuilder text, TlsSession session) {
    text.append(INDENT)
        .append(Escaped.of(session.version()))
        .append("  ")
        .append(Escaped.of(session.cipher()));
    session.group().ifPresent(group -> text.append("  ").append(Escaped.of(group)));
    text.append('\n');
  }

  /** The verified path; what was sent, in the order sent, where there is none. */
  private static void path(StringBuilder text, Result result) {
    List<Certificate> verified = result.verdict().map(Verdict::path).orElse(List.of());
    List<Certificate> shown = verified.isEmpty() ? result.observation().chain() : verified;
    String branch = "";
    for (Certificate certificate : shown) {
      text.append(INDENT).append(branch).append(line(certificate, result.at())).append('\n');
      branch = branch.isEmpty() ? "└─ " : "   " + branch;
    }
  }

  private static String line(Certificate certificate, Instant at) {
    return name(certificate)
        + "  "
        + Escaped.of(certificate.key())
        + "  "
        + DaysLeft.spoken(certificate, at);
  }

  private static String name(Certificate certificate) {
    return Escaped.of(certificate.subject(), 200);
  }
}
