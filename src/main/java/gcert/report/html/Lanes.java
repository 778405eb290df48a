package gcert.report.html;

import gcert.certificate.Certificate;
import gcert.report.Lifetime;
import gcert.report.Result;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The lanes of the time line for one result: one for each certificate of the server's own. */
final class Lanes {
  private Lanes() {}

  /** None for a result without a certificate whose dates can be read. */
  static List<Timeline.Lane> of(Result result) {
    List<Timeline.Lane> lanes = new ArrayList<>();
    Observation seen = result.observation();
    boolean several = !seen.others().isEmpty();
    add(lanes, result, seen, several);
    seen.others().forEach(other -> add(lanes, result, other, several));
    return lanes;
  }

  private static void add(
      List<Timeline.Lane> lanes, Result result, Observation seen, boolean several) {
    if (seen.chain().isEmpty() || !seen.chain().get(0).hasValidity()) {
      return;
    }
    Certificate leaf = seen.chain().get(0);
    String place =
        seen.target() instanceof ServerTarget server ? server.hostAndPort() : seen.target().text();
    String label = several ? place + "  " + leaf.key() : place;
    String words = Lifetime.of(leaf, result.at()).words();
    Timeline.Span whole = new Timeline.Span(leaf.notBefore(), leaf.notAfter());
    Timeline.Span left = whole.after(result.at());
    lanes.add(new Timeline.Lane(label, whole, left, tone(result, leaf), words));
  }

  /** By the verdict where that is about dates; a certificate with the wrong name may live long. */
  private static Timeline.Tone tone(Result result, Certificate leaf) {
    if (result.at().isAfter(leaf.notAfter()) || result.at().isBefore(leaf.notBefore())) {
      return Timeline.Tone.BAD;
    }
    return result.verdict().map(Verdict::findings).orElse(List.of()).stream()
        .filter(finding -> finding.rule() == Rule.EXPIRES_SOON)
        .map(Finding::severity)
        .max(Severity::compareTo)
        .map(gravest -> gravest == Severity.FAILURE ? Timeline.Tone.BAD : Timeline.Tone.CAUTION)
        .orElse(Timeline.Tone.GOOD);
  }
}
