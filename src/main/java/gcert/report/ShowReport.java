package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A result described to a person: verdict, connection, path, and the certificate in full. */
public final class ShowReport {
  private static final String INDENT = "    ";

  private final Layout layout;
  private final Optional<Host> identity;

  /**
   * Makes one.
   *
   * @param layout what the screen can do
   * @param identity the identity that was checked in place of the target's own
   */
  public ShowReport(Layout layout, Optional<Host> identity) {
    this.layout = layout;
    this.identity = identity;
  }

  /**
   * The verdict, the reasons, which certificate it is, the connection and the path; each line ended
   * by a line feed.
   */
  public String summary(Result result) {
    StringBuilder text = new StringBuilder();
    reasons(text, result);
    Observation observation = result.observation();
    int width = layout.columns() - INDENT.length();
    observation.chain().stream().findFirst().ifPresent(leaf -> identity(text, leaf, width));
    observation.session().ifPresent(session -> connection(text, session));
    append(text, new PathTree(layout).lines(result, width));
    return text.toString();
  }

  /** The description, each line ended by a line feed. */
  public String of(Result result) {
    Observation observation = result.observation();
    StringBuilder text = new StringBuilder();
    verdict(text, result);
    if (!observation.chain().isEmpty()) {
      int width = layout.columns() - INDENT.length();
      text.append('\n');
      result.verdict().ifPresent(verdict -> howItWasSent(text, observation, verdict));
      append(text, new PathTree(layout).lines(result, width));
      text.append('\n');
      append(
          text,
          CertificateDetails.lines(
              observation.chain().get(0), observation.target(), layout, width));
    }
    return text.toString();
  }

  private void verdict(StringBuilder text, Result result) {
    reasons(text, result);
    result.observation().session().ifPresent(session -> connection(text, session));
  }

  private void reasons(StringBuilder text, Result result) {
    head(text, result);
    result.observation().failure().ifPresent(failure -> failure(text, failure));
    result.verdict().ifPresent(verdict -> findings(text, verdict));
  }

  /** Which certificate it is, for whoever has to find it again. */
  private void identity(StringBuilder text, Certificate leaf, int width) {
    List<String> parts =
        List.of(
            leaf.hasValidity()
                ? "expires " + leaf.notAfter().truncatedTo(ChronoUnit.SECONDS)
                : "its dates cannot be read",
            "issued by " + layout.text(leaf.issuer()));
    append(text, LineWrapper.joined(parts, "  ", width));
    append(text, List.of("sha256 " + leaf.sha256()));
  }

  private void head(StringBuilder text, Result result) {
    Observation observation = result.observation();
    List<String> parts = new ArrayList<>();
    String status = result.status().name();
    parts.add(place(observation.target()));
    observation.addressText().ifPresent(parts::add);
    if (!observation.chain().isEmpty()) {
      parts.add(Lifetime.of(observation.chain().get(0), result.at()).headline());
      result.verdict().ifPresent(verdict -> parts.add(anchor(verdict)));
      parts.add(NameCheck.words(result, identity));
    }
    int width = layout.columns() - Math.max(INDENT.length(), status.length() + 2);
    String before = layout.strong(result.status().colour(), status) + "  ";
    for (String line : LineWrapper.joined(parts, "  ", width)) {
      text.append(before).append(line).append('\n');
      before = INDENT;
    }
  }

  private String place(Target target) {
    if (target instanceof ServerTarget server) {
      return server.hostAndPort();
    }
    return layout.text(target.text().equals("-") ? "standard input" : target.text());
  }

  private String anchor(Verdict verdict) {
    Optional<Anchor> found = verdict.anchor().or(verdict::otherwise);
    if (found.isEmpty()) {
      return "no root";
    }
    Anchor anchor = found.get();
    return "root "
        + layout.text(ShortName.of(anchor.certificate()))
        + " ("
        + layout.text(anchor.source())
        + ")";
  }

  private void failure(StringBuilder text, Failure failure) {
    String hint = failure.hint().map(h -> "; " + h).orElse("");
    wrapped(text, Colour.BAD, failure.step().label() + ":", failure.what() + hint);
  }

  private void findings(StringBuilder text, Verdict verdict) {
    for (Finding finding : verdict.findings()) {
      Colour colour =
          switch (finding.severity()) {
            case FAILURE -> Colour.BAD;
            case WARNING -> Colour.CAUTION;
            case INFO -> Colour.FAINT;
          };
      String word = finding.severity().name().toLowerCase(Locale.ROOT);
      wrapped(text, colour, word, "[" + finding.rule().id() + "] " + finding.message());
    }
  }

  /** A word in colour and a sentence behind it, wrapped below itself. */
  private void wrapped(StringBuilder text, Colour colour, String word, String sentence) {
    String shown = layout.shown(sentence);
    String before = INDENT + layout.painted(colour, word) + " ";
    int indent = INDENT.length() + 2;
    String whole = word + " " + shown;
    for (String line : LineWrapper.ofWords(whole, layout.columns() - indent)) {
      String rest = line.startsWith(word + " ") ? line.substring(word.length() + 1) : line;
      text.append(before).append(rest).append('\n');
      before = " ".repeat(indent);
    }
  }

  private void connection(StringBuilder text, TlsSession session) {
    List<String> shown = SessionText.of(session).stream().map(layout::text).toList();
    append(text, LineWrapper.joined(shown, "  ", layout.columns() - INDENT.length()));
  }

  /** Says so where what was sent is not what the path is made of. */
  private void howItWasSent(StringBuilder text, Observation observation, Verdict verdict) {
    int sent = observation.chain().size();
    if (verdict.path().isEmpty()) {
      String what = sent == 1 ? "1 certificate" : sent + " certificates, in the order received";
      append(text, List.of(what + "; no path to a root:"));
      return;
    }
    long used = observation.chain().stream().filter(verdict.path()::contains).count();
    if (used < sent) {
      append(text, List.of(sent + " certificates were met, " + used + " of them are in the path:"));
    }
  }

  private static void append(StringBuilder text, List<String> lines) {
    for (String line : lines) {
      text.append(line.isEmpty() ? "" : INDENT).append(line).append('\n');
    }
  }
}
