package gcert.report;

import gcert.probe.judging.Assessment;
import gcert.probe.judging.Difference;
import gcert.probe.judging.Finding;
import gcert.probe.judging.Grade;
import gcert.probe.judging.JudgedProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is thought of what a server takes, described to a person. */
final class ProbeVerdictText {
  private static final String INDENT = "    ";
  private static final int GRADE = 14;
  private static final int DIFFERENCE = 14;

  private final Layout layout;

  ProbeVerdictText(Layout layout) {
    this.layout = layout;
  }

  /** By each norm, and beside what is expected; nothing when neither was asked for. */
  String of(JudgedProbe judged) {
    StringBuilder text = new StringBuilder();
    judged.assessments().forEach(assessment -> assessment(text, assessment));
    if (judged.compared()) {
      differences(text, judged.differences());
    }
    return text.toString();
  }

  private void assessment(StringBuilder text, Assessment assessment) {
    Grade worst = assessment.worst();
    text.append("\n  ").append(assessment.profile().key()).append("  ");
    text.append(layout.painted(colour(worst), worst.label())).append('\n');
    for (String line : LineWrapper.ofWords(assessment.title(), layout.columns() - 4)) {
      text.append(INDENT).append(line).append('\n');
    }
    int widest =
        assessment.findings().stream()
            .filter(finding -> !finding.grade().equals(Optional.of(Grade.GOOD)))
            .mapToInt(finding -> FindingText.of(finding).length())
            .max()
            .orElse(0);
    List<Grade> grades = new ArrayList<>(List.of(Grade.values()));
    Collections.reverse(grades);
    for (Grade grade : grades) {
      if (grade == Grade.GOOD) {
        count(text, assessment);
      } else {
        assessment.of(Optional.of(grade)).forEach(finding -> finding(text, finding, widest));
      }
    }
    assessment.of(Optional.empty()).forEach(finding -> finding(text, finding, widest));
  }

  private void count(StringBuilder text, Assessment assessment) {
    int good = assessment.of(Optional.of(Grade.GOOD)).size();
    if (good > 0) {
      text.append(INDENT).append(LineWrapper.padded(Grade.GOOD.label(), GRADE)).append(good);
      text.append(" more\n");
    }
  }

  private void finding(StringBuilder text, Finding finding, int widest) {
    String grade = finding.grade().map(Grade::label).orElse("not graded");
    String label = LineWrapper.padded(grade, GRADE);
    String name = layout.text(FindingText.of(finding));
    List<String> parts =
        finding.clause().isEmpty()
            ? List.of(name)
            : List.of(LineWrapper.padded(name, widest), finding.clause());
    String before =
        INDENT + finding.grade().map(g -> layout.painted(colour(g), label)).orElse(label);
    int width = layout.columns() - INDENT.length() - GRADE;
    for (String line : LineWrapper.joined(parts, "  ", width)) {
      text.append(before).append(line).append('\n');
      before = INDENT + " ".repeat(GRADE + 2);
    }
  }

  private void differences(StringBuilder text, List<Difference> differences) {
    if (differences.isEmpty()) {
      text.append("\n  ").append(layout.painted(Colour.GOOD, "As expected")).append('\n');
      return;
    }
    text.append("\n  ").append(layout.painted(Colour.BAD, "Not as expected")).append('\n');
    for (Difference difference : differences) {
      text.append(INDENT).append(LineWrapper.padded(difference.kind().label(), DIFFERENCE));
      text.append(layout.text(difference.fact())).append('\n');
    }
  }

  private static Colour colour(Grade grade) {
    return switch (grade) {
      case GOOD, SUFFICIENT -> Colour.GOOD;
      case PHASE_OUT -> Colour.CAUTION;
      case INSUFFICIENT -> Colour.BAD;
    };
  }
}
