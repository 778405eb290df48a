package gcert.probe;

import gcert.failure.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds out whether long hellos, and hellos in pieces, get through to a server. The newest version
 * is tried, with what the server is known to take in it.
 */
final class HelloSurvey {
  /** More than one segment, and less than two, of 1,460 octets or of 1,220. */
  private static final int TWO_SEGMENTS = 2000;

  /** More than two of the one, and less than four of the other. */
  private static final int THREE_SEGMENTS = 3500;

  /** What clients send that have a post-quantum key share; never less than two segments. */
  private static final int POST_QUANTUM = 1600;

  private static final int IN_RECORD_HEADER = 3;

  private final ProbeConnection line;
  private final ClientHello hello;
  private final List<HelloTrial> trials = new ArrayList<>();

  private HelloSurvey(ProbeConnection line, ClientHello hello) {
    this.line = line;
    this.hello = hello;
  }

  /**
   * Tries them.
   *
   * @param hello what the server has answered before
   * @param hybrids the codes of the hybrid groups that the server takes
   */
  static HelloTolerance ask(ProbeConnection line, ClientHello hello, List<Integer> hybrids) {
    HelloSurvey survey = new HelloSurvey(line, hello);
    HelloTrial.Outcome first = survey.attempt(HelloTrial.Shape.ONE_SEGMENT, hello, 0);
    boolean asked = first == HelloTrial.Outcome.ANSWERED;
    if (asked) {
      survey.longOnes();
      survey.attempt(HelloTrial.Shape.SPLIT_HEADER, hello, IN_RECORD_HEADER);
      survey.attempt(
          HelloTrial.Shape.SPLIT_EXTENSIONS, hello, hello.octets().length - hello.extensions() / 2);
    }
    PostQuantum postQuantum =
        !asked
            ? PostQuantum.UNKNOWN
            : hybrids.isEmpty() ? PostQuantum.NO : survey.postQuantum(hybrids);
    return new HelloTolerance(survey.trials, postQuantum);
  }

  private void longOnes() {
    ClientHello two = hello.withLength(TWO_SEGMENTS);
    ClientHello three = hello.withLength(THREE_SEGMENTS);
    if (attempt(HelloTrial.Shape.TWO_SEGMENTS, two, 0) == HelloTrial.Outcome.ANSWERED) {
      attempt(HelloTrial.Shape.THREE_SEGMENTS, three, 0);
    } else {
      trials.add(
          new HelloTrial(
              HelloTrial.Shape.THREE_SEGMENTS, THREE_SEGMENTS, HelloTrial.Outcome.NOT_ASKED));
    }
  }

  private HelloTrial.Outcome attempt(HelloTrial.Shape shape, ClientHello sent, int cut) {
    HelloTrial.Outcome outcome = outcome(line.askInPieces(sent, cut));
    trials.add(new HelloTrial(shape, sent.octets().length, outcome));
    return outcome;
  }

  private static HelloTrial.Outcome outcome(HelloAnswer answer) {
    if (answer instanceof HelloAnswer.Accepted) {
      return HelloTrial.Outcome.ANSWERED;
    }
    if (answer instanceof HelloAnswer.Unanswered silent) {
      return silent.asked() && silent.failure().step() == Step.HANDSHAKE
          ? HelloTrial.Outcome.LOST
          : HelloTrial.Outcome.NOT_ASKED;
    }
    return HelloTrial.Outcome.REFUSED;
  }

  /** Offers what clients do that have a post-quantum share: X25519MLKEM768 first. */
  private PostQuantum postQuantum(List<Integer> hybrids) {
    List<Integer> groups = new ArrayList<>(List.of(MlKemShare.code()));
    for (Integer group : hybrids) {
      if (!groups.contains(group)) {
        groups.add(group);
      }
    }
    for (Integer group : hello.groups()) {
      if (!groups.contains(group)) {
        groups.add(group);
      }
    }
    HelloAnswer answer =
        line.askInPieces(hello.withGroups(groups).withHybridShare().withLength(POST_QUANTUM), 0);
    if (!(answer instanceof HelloAnswer.Accepted accepted)) {
      return outcome(answer) == HelloTrial.Outcome.NOT_ASKED
          ? PostQuantum.UNKNOWN
          : PostQuantum.LOST;
    }
    OptionalInt chosen = accepted.hello().group();
    if (chosen.isEmpty() || !hybrids.contains(chosen.getAsInt())) {
      return PostQuantum.NOT_CHOSEN;
    }
    return accepted.hello().retry() ? PostQuantum.ROUND_TRIP : PostQuantum.YES;
  }

  /** The hello to vary: of the newest version that is spoken, with what is taken in it. */
  static Optional<ClientHello> hello(
      VersionRange tls13, Optional<ClientHello> newestClassic, Optional<String> name) {
    if (tls13.support() != Support.YES) {
      return newestClassic;
    }
    List<Integer> groups = new ArrayList<>();
    tls13.groups().stream()
        .map(CodePoint::code)
        .filter(code -> !MlKemShare.isKnown(code))
        .forEach(groups::add);
    if (groups.isEmpty()) {
      // Their shares take two segments: it is the answer to a hello without any that counts.
      tls13.groups().stream().map(CodePoint::code).forEach(groups::add);
    }
    ClientHello hello =
        Tls13Survey.template(name)
            .withSuites(tls13.suites().stream().map(choice -> choice.suite().code()).toList())
            .withGroups(groups);
    return Optional.of(hello.withShares());
  }
}
