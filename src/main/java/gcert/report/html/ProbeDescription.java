package gcert.report.html;

import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.probe.CodePoint;
import gcert.probe.HelloTrial;
import gcert.probe.Preference;
import gcert.probe.ProbeOutcome;
import gcert.probe.ProtocolVersion;
import gcert.probe.ServerRange;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import gcert.probe.judging.Assessment;
import gcert.probe.judging.Difference;
import gcert.probe.judging.Finding;
import gcert.probe.judging.Grade;
import gcert.probe.judging.JudgedProbe;
import gcert.report.EndpointText;
import gcert.report.FindingText;
import gcert.report.Layout;
import gcert.report.Lifetime;
import gcert.report.ProbeShowingText;
import gcert.report.ShortName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All that was found out about one server. Open from the start if something is not in order. */
final class ProbeDescription {
  private static final Layout UNWRAPPED = new Layout(100_000, false, true);

  private final JudgedProbe judged;
  private final Markup out = new Markup();

  private ProbeDescription(JudgedProbe judged) {
    this.judged = judged;
  }

  /**
   * The description.
   *
   * @param id by which the table of servers leads to it
   */
  static Markup of(JudgedProbe judged, String id) {
    ProbeDescription description = new ProbeDescription(judged);
    description.write(id);
    return description.out;
  }

  private void write(String id) {
    ProbeStatus status = ProbeStatus.of(judged);
    if (status.gravity() == 0) {
      out.open("details");
    } else {
      out.open("details", "open", "");
    }
    out.open("summary").open("h3");
    out.element("span", status.word(), "class", "status " + status.tone());
    out.text(" " + EndpointText.of(judged.probed().seen().target())).close().closeLine();
    // A link to what is inside opens it; one to the element itself would not.
    out.open("div", "id", id).line();
    judged.probed().failure().ifPresent(this::failure);
    judged.assessments().forEach(this::assessment);
    if (judged.compared()) {
      differences();
    }
    judged.probed().range().ifPresent(range -> range(range, judged.probed()));
    out.closeLine().closeLine();
  }

  private void failure(Failure failure) {
    String hint = failure.hint().map(text -> "; " + text).orElse("");
    out.open("p", "class", "bad");
    out.text(failure.step().label() + ": " + failure.what() + hint).closeLine();
  }

  private void assessment(Assessment assessment) {
    heading(assessment.profile().key() + ": " + assessment.worst().label());
    out.element("p", Markup.harmless(assessment.title()), "class", "note").line();
    out.open("ul").line();
    List<Grade> grades = new ArrayList<>(List.of(Grade.values()));
    Collections.reverse(grades);
    for (Grade grade : grades) {
      if (grade != Grade.GOOD) {
        assessment.of(Optional.of(grade)).forEach(this::finding);
      }
    }
    assessment.of(Optional.empty()).forEach(this::finding);
    int good = assessment.of(Optional.of(Grade.GOOD)).size();
    if (good > 0) {
      out.open("li").element("span", Grade.GOOD.label(), "class", "status good");
      out.text(" " + good + " more").closeLine();
    }
    out.closeLine();
  }

  private void finding(Finding finding) {
    out.open("li");
    out.element(
        "span",
        finding.grade().map(Grade::label).orElse("not graded"),
        "class",
        finding.grade().map(grade -> "status " + tone(grade)).orElse("note"));
    out.text(" ").foreign(FindingText.of(finding));
    out.text(finding.clause().isEmpty() ? "" : ", " + finding.clause()).closeLine();
  }

  private static String tone(Grade grade) {
    return switch (grade) {
      case GOOD, SUFFICIENT -> "good";
      case PHASE_OUT -> "caution";
      case INSUFFICIENT -> "bad";
    };
  }

  private void differences() {
    heading(judged.differences().isEmpty() ? "As expected" : "Not as expected");
    if (judged.differences().isEmpty()) {
      return;
    }
    out.open("ul").line();
    for (Difference difference : judged.differences()) {
      out.open("li").text(difference.kind().label() + " ").open("code");
      out.foreign(difference.fact()).close().closeLine();
    }
    out.closeLine();
  }

  private void range(ServerRange range, ProbeOutcome probed) {
    heading("Versions");
    out.open("dl").line();
    for (VersionRange version : range.versions()) {
      boolean old = version.version().compareTo(ProtocolVersion.TLS_1_2) > 0;
      boolean spoken = version.support() == Support.YES;
      out.element("dt", version.version().label());
      out.element("dd", said(version.support()), "class", spoken ? old ? "bad" : "good" : "plain");
      out.line();
    }
    out.closeLine();
    range.spoken().forEach(this::version);
    certificates(range, probed);
    features(range);
    hellos(range);
  }

  private static String said(Support support) {
    return switch (support) {
      case YES -> "yes";
      case NO -> "no";
      case UNKNOWN -> "not found out";
    };
  }

  private void version(VersionRange range) {
    heading(range.version().label() + ": cipher suites" + order(range.preference()));
    out.open("ol").line();
    for (VersionRange.Choice choice : range.suites()) {
      CodePoint suite = choice.suite();
      out.open("li").open("code").foreign(suite.name()).close();
      if (!suite.openSslName().isEmpty() && !suite.openSslName().equals(suite.name())) {
        out.text(" ").foreign(suite.openSslName());
      }
      choice.dhBits().ifPresent(bits -> out.text(", " + bits + " bits"));
      out.closeLine();
    }
    out.closeLine();
    codes("Groups" + order(range.groupPreference()), range.groups());
    codes("Signature schemes", range.schemes());
  }

  private static String order(Preference preference) {
    return switch (preference) {
      case SERVER -> ", the server's order";
      case CLIENT -> ", the client's order";
      case UNKNOWN -> "";
    };
  }

  private void codes(String label, List<CodePoint> codes) {
    if (!codes.isEmpty()) {
      String names = String.join(", ", codes.stream().map(CodePoint::name).toList());
      out.open("p").text(label + ": ").foreign(names).closeLine();
    }
  }

  private void certificates(ServerRange range, ProbeOutcome probed) {
    if (range.certificates().isEmpty()) {
      return;
    }
    heading("Certificates");
    out.open("ul").line();
    for (Certificate certificate : range.certificates()) {
      out.open("li").foreign(certificate.key()).text(": ").foreign(ShortName.of(certificate));
      out.text(", " + Lifetime.of(certificate, probed.at()).headline()).closeLine();
    }
    // Lines for people, escaped already.
    new ProbeShowingText(UNWRAPPED)
        .of(range, probed)
        .lines()
        .forEach(line -> out.element("li", line.strip()).line());
    out.closeLine();
  }

  private void features(ServerRange range) {
    heading("Features");
    out.open("dl").line();
    for (ServerRange.Found found : range.features()) {
      if (found.support() != Support.UNKNOWN) {
        pair(found.feature().label(), said(found.support()));
      }
    }
    if (!range.protocols().isEmpty()) {
      pair("ALPN", Markup.harmless(String.join(" ", range.protocols())));
    }
    out.closeLine();
  }

  private void hellos(ServerRange range) {
    if (range.hellos().trials().isEmpty()) {
      return;
    }
    heading("Hellos that some networks and servers break");
    out.open("dl").line();
    pair("post-quantum share", range.hellos().postQuantum().label());
    for (HelloTrial trial : range.hellos().trials()) {
      pair(trial.shape().label() + ", " + trial.octets() + " octets", trial.outcome().label());
    }
    out.closeLine();
  }

  private void pair(String label, String harmless) {
    out.element("dt", label).element("dd", harmless).line();
  }

  private void heading(String harmless) {
    out.element("h4", harmless).line();
  }
}
