package gcert.report.html;

import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.report.EndpointText;
import gcert.report.Lifetime;
import gcert.report.NameCheck;
import gcert.report.Result;
import gcert.report.SessionText;
import gcert.report.ShortName;
import gcert.target.Host;
import gcert.tls.Observation;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A result in full: reasons, certificate, path, connection. Open from the start if not OK. */
final class Description {
  private static final int MOST_NAMES = 100;

  private final Result result;
  private final Markup out = new Markup();

  private Description(Result result) {
    this.result = result;
  }

  /**
   * The description.
   *
   * @param id by which the table of verdicts leads to it
   * @param identity the identity that was checked in place of the target's own
   */
  static Markup of(Result result, String id, Optional<Host> identity) {
    Description description = new Description(result);
    description.write(id, identity);
    return description.out;
  }

  private void write(String id, Optional<Host> identity) {
    Result.Status status = result.status();
    if (status == Result.Status.OK) {
      out.open("details");
    } else {
      out.open("details", "open", "");
    }
    out.open("summary").open("h3");
    out.element("span", status.name(), "class", "status " + VerdictRow.tone(status));
    out.text(" " + EndpointText.of(result.observation())).close().closeLine();
    // A link to what is inside opens it; one to the element itself would not.
    out.open("div", "id", id).line();
    headline(identity);
    reasons();
    Observation observation = result.observation();
    observation.chain().stream().findFirst().ifPresent(this::certificate);
    path();
    observation
        .session()
        .ifPresent(
            session ->
                paragraph(
                    "Connection: " + Markup.harmless(String.join(", ", SessionText.of(session)))));
    out.closeLine().closeLine();
  }

  private void headline(Optional<Host> identity) {
    if (result.observation().chain().isEmpty()) {
      return;
    }
    String root =
        result
            .verdict()
            .flatMap(verdict -> verdict.anchor().or(verdict::otherwise))
            .map(Description::root)
            .orElse("no root");
    paragraph(
        Lifetime.of(result.observation().chain().get(0), result.at()).headline()
            + ", "
            + root
            + ", "
            + NameCheck.words(result, identity));
  }

  private static String root(Anchor anchor) {
    return Markup.harmless(
        "root " + ShortName.of(anchor.certificate()) + " (" + anchor.source() + ")");
  }

  private void reasons() {
    Optional<Failure> failure = result.observation().failure();
    List<Finding> findings = result.verdict().map(Verdict::findings).orElse(List.of());
    if (failure.isEmpty() && findings.isEmpty()) {
      return;
    }
    out.open("ul").line();
    failure.ifPresent(this::failure);
    findings.forEach(this::finding);
    out.closeLine();
  }

  private void failure(Failure failure) {
    String hint = failure.hint().map(what -> "; " + what).orElse("");
    out.open("li").element("strong", failure.step().label() + ":", "class", "bad");
    out.text(" " + failure.what() + hint).closeLine();
  }

  private void finding(Finding finding) {
    String word = finding.severity().name().toLowerCase(Locale.ROOT);
    out.open("li").element("strong", word, "class", tone(finding.severity()));
    out.text(" [" + finding.rule().id() + "] " + finding.message()).closeLine();
  }

  private static String tone(Severity severity) {
    return switch (severity) {
      case INFO -> "plain";
      case WARNING -> "caution";
      case FAILURE -> "bad";
    };
  }

  private void certificate(Certificate leaf) {
    out.open("dl").line();
    entry("Subject", leaf.subject());
    names(leaf);
    entry("Issuer", leaf.issuer());
    entry("Serial", leaf.serialNumber().toString(16));
    entry("Valid", validity(leaf));
    entry("Key", leaf.key());
    entry("Signature", leaf.signature());
    code("SHA-256", leaf.sha256());
    byte[] key = HexFormat.of().parseHex(leaf.spkiSha256());
    code("Pin", "sha256//" + Base64.getEncoder().encodeToString(key));
    out.closeLine();
  }

  private void names(Certificate leaf) {
    List<String> all = leaf.names();
    String rest = all.size() > MOST_NAMES ? " … (" + all.size() + " names)" : "";
    List<String> shown = all.stream().limit(MOST_NAMES).map(Markup::harmless).toList();
    out.element("dt", "Names");
    out.element("dd", all.isEmpty() ? "none" : String.join(", ", shown) + rest).line();
  }

  private static String validity(Certificate certificate) {
    return certificate.hasValidity()
        ? certificate.notBefore().truncatedTo(ChronoUnit.SECONDS)
            + " to "
            + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS)
        : "its dates cannot be read";
  }

  private void entry(String label, String foreign) {
    out.element("dt", label).open("dd").foreign(foreign).close().line();
  }

  private void code(String label, String value) {
    out.element("dt", label).open("dd").element("code", value).close().line();
  }

  /** The verified path; where there is none, what was sent. */
  private void path() {
    List<Certificate> path = result.verdict().map(Verdict::path).orElse(List.of());
    List<Certificate> shown = path.isEmpty() ? result.observation().chain() : path;
    if (shown.isEmpty()) {
      return;
    }
    paragraph(path.isEmpty() ? "Certificates as met, without a path to a root:" : "Path:");
    out.open("ol").line();
    for (Certificate certificate : shown) {
      String name = ShortName.of(certificate);
      String line = name + ", " + certificate.key() + ", " + validity(certificate);
      out.open("li").foreign(line).closeLine();
    }
    out.closeLine();
  }

  private void paragraph(String harmless) {
    out.element("p", harmless).line();
  }
}
