package gcert.report;

import gcert.failure.Category;
import gcert.trust.requirement.ExpiresWithin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line and an exit code as the Monitoring Plugins Development Guidelines have it, performance
 * data included.
 *
 * <p>Whatever a server sent, the line stays one line, and its first {@code |} is the one before the
 * performance data.
 */
public final class NagiosReport implements RunReport {
  private static final int LONGEST_REASON = 400;
  private static final int LONGEST_TEXT = 4000;

  private final ExpiresWithin thresholds;
  private final List<String> complaints = new ArrayList<>();
  private final List<Result> results = new ArrayList<>();

  /** The four states, the least grave first. */
  enum State {
    OK(0),
    WARNING(1),
    UNKNOWN(3),
    CRITICAL(2);

    private final int exitCode;

    State(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /**
   * Makes one.
   *
   * @param thresholds from which time before the expiry there is an alert
   */
  public NagiosReport(ExpiresWithin thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public byte[] add(Result result) {
    results.add(result);
    return new byte[0];
  }

  /** A host that nobody looks at is not known to be well. */
  @Override
  public void complain(String complaint) {
    complaints.add(complaint);
  }

  @Override
  public byte[] finish() {
    return line(worst(), text(), NagiosPerformance.of(results, thresholds));
  }

  /** 0, 1, 2 or 3: OK, WARNING, CRITICAL, UNKNOWN. */
  @Override
  public int exitCode(int worst) {
    return worst().exitCode;
  }

  /**
   * The line of a run that could not be made.
   *
   * @param why one sentence, escaped
   */
  public static byte[] unknown(String why) {
    return line(State.UNKNOWN, why, "");
  }

  /** The exit code that goes with {@link #unknown}. */
  public static int unknownCode() {
    return State.UNKNOWN.exitCode;
  }

  /** One line of a state, made harmless. */
  static byte[] line(State state, String text, String performance) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    // A bar would end the text, a control character the line.
    String safe = cut.replace("|", "\\x7c").replaceAll("\\p{Cntrl}", " ");
    String measured = performance.isEmpty() ? "" : "|" + performance;
    return ("GCERT " + state + " - " + safe + measured + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static State state(Result result) {
    boolean noService =
        result.observation().failure().filter(f -> f.category() == Category.NO_SERVICE).isPresent();
    if (noService) {
      // Nothing is out of order, and nothing was checked.
      return State.UNKNOWN;
    }
    return switch (result.status()) {
      case OK -> State.OK;
      case WARNING -> State.WARNING;
      case FAILED -> State.CRITICAL;
      case ERROR ->
          switch (result.exitCode()) {
            case 75 -> State.WARNING;
            case 8, 70 -> State.UNKNOWN;
            default -> State.CRITICAL;
          };
    };
  }

  private State worst() {
    Stream<State> listed = complaints.isEmpty() ? Stream.empty() : Stream.of(State.UNKNOWN);
    return Stream.concat(results.stream().map(NagiosReport::state), listed)
        .max(Comparator.naturalOrder())
        .orElse(State.UNKNOWN);
  }

  private String text() {
    if (complaints.isEmpty()) {
      return results();
    }
    String broken = String.join("; ", complaints);
    return results.isEmpty() ? broken : broken + "; " + results();
  }

  private String results() {
    if (results.size() == 1) {
      return sentence(results.get(0));
    }
    List<Result> worstFirst =
        results.stream().sorted(Comparator.comparing(NagiosReport::state).reversed()).toList();
    String wrong =
        worstFirst.stream()
            .filter(result -> state(result) != State.OK)
            .map(result -> state(result) + " " + sentence(result))
            .collect(Collectors.joining("; "));
    return wrong.isEmpty() ? soonest() : counts() + ": " + wrong;
  }

  /** All is well: the certificate that will need attention first stands for all. */
  private String soonest() {
    Optional<Result> first =
        results.stream()
            .filter(result -> !result.observation().chain().isEmpty())
            .min(Comparator.comparing(result -> result.observation().chain().get(0).notAfter()));
    return results.size()
        + " endpoints"
        + first.map(result -> ", the first to expire: " + sentence(result)).orElse("");
  }

  private String counts() {
    return Stream.of(State.CRITICAL, State.UNKNOWN, State.WARNING, State.OK)
        .map(state -> count(state) + " " + state.name().toLowerCase(Locale.ROOT))
        .filter(count -> !count.startsWith("0 "))
        .collect(Collectors.joining(", "));
  }

  private long count(State state) {
    return results.stream().filter(result -> state(result) == state).count();
  }

  private static String sentence(Result result) {
    String where = EndpointText.of(result.observation());
    String reason = Reason.of(result);
    if (!reason.isEmpty()) {
      return cut(where + ": " + reason);
    }
    Lifetime life = Lifetime.of(result.observation().chain().get(0), result.at());
    return cut(where + ": " + life.headline() + ", " + life.date());
  }

  private static String cut(String sentence) {
    return sentence.length() <= LONGEST_REASON
        ? sentence
        : sentence.substring(0, LONGEST_REASON) + "…";
  }
}
