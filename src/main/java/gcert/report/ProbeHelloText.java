package gcert.report;

import gcert.probe.HelloTolerance;
import gcert.probe.HelloTrial;
import gcert.probe.PostQuantum;

/** Which hellos get through to a server, described to a person. */
final class ProbeHelloText {
  private static final int LABEL = 31;

  private ProbeHelloText() {}

  /** One line when all do; otherwise what became of each. */
  static String of(Layout layout, HelloTolerance hellos) {
    if (hellos.trials().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    String postQuantum = hellos.postQuantum().label();
    text.append("  ").append(LineWrapper.padded("pq", 26));
    text.append(
        hellos.postQuantum() == PostQuantum.LOST
            ? layout.painted(Colour.BAD, postQuantum)
            : postQuantum);
    text.append('\n');
    if (hellos.takesAll()) {
      return text.append("  ")
          .append(LineWrapper.padded("long and split hellos", 26))
          .append("answered\n")
          .toString();
    }
    if (hellos.losesLongHellos()) {
      text.append("  ");
      text.append(layout.painted(Colour.BAD, "Hellos over one segment are lost on this path"));
      text.append('\n');
    }
    for (HelloTrial trial : hellos.trials()) {
      text.append("    ").append(LineWrapper.padded(trial.shape().label(), LABEL));
      text.append(LineWrapper.padded(trial.octets() + " octets", 15));
      text.append(outcome(layout, trial.outcome())).append('\n');
    }
    return text.toString();
  }

  private static String outcome(Layout layout, HelloTrial.Outcome outcome) {
    return switch (outcome) {
      case ANSWERED, NOT_ASKED -> outcome.label();
      case REFUSED, LOST -> layout.painted(Colour.BAD, outcome.label());
    };
  }
}
