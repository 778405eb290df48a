package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.tls.Observation;
import gcert.trust.ExpiresWithin;
import gcert.trust.Finding;
import gcert.trust.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
  private static final double SECONDS_OF_DAY = 86_400;

  private final Optional<ExpiresWithin.Threshold> threshold;
  private final List<Result> results = new ArrayList<>();

  /** The four states, the least grave first. */
  private enum State {
    OK(0),
    WARNING(1),
    UNKNOWN(3),
    CRITICAL(2);

    private final int exitCode;

    State(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  /**
   * Makes one.
   *
   * @param threshold from which time before the expiry there is a warning
   */
  public NagiosReport(Optional<ExpiresWithin.Threshold> threshold) {
    this.threshold = threshold;
  }

  @Override
  public byte[] add(Result result) {
    results.add(result);
    return new byte[0];
  }

  @Override
  public byte[] finish() {
    return line(worst(), text(), performance());
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

  private static byte[] line(State state, String text, String performance) {
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
    return results.stream()
        .map(NagiosReport::state)
        .max(Comparator.naturalOrder())
        .orElse(State.UNKNOWN);
  }

  private String text() {
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
    Observation observation = result.observation();
    String where = Place.of(observation);
    Optional<Failure> failure = observation.failure();
    if (result.status() == Result.Status.ERROR && failure.isPresent()) {
      return cut(where + ": " + failure.get().step().label() + ": " + failure.get().what());
    }
    Optional<Finding> gravest =
        result.verdict().map(Verdict::findings).stream().flatMap(List::stream).findFirst();
    if (result.status() != Result.Status.OK && gravest.isPresent()) {
      Finding finding = gravest.get();
      return cut(where + ": [" + finding.rule().id() + "] " + finding.message());
    }
    return cut(where + ": " + Lifetime.of(observation.chain().get(0), result.at()).headline());
  }

  private static String cut(String sentence) {
    return sentence.length() <= LONGEST_REASON
        ? sentence
        : sentence.substring(0, LONGEST_REASON) + "…";
  }

  private String performance() {
    List<String> data = new ArrayList<>();
    for (Result result : results) {
      Observation observation = result.observation();
      if (!observation.chain().isEmpty()) {
        Certificate leaf = observation.chain().get(0);
        data.add(
            label(result, "days_left")
                + "="
                + DaysLeft.of(leaf, result.at())
                + ";"
                + threshold.map(met -> range(met.of(leaf))).orElse("")
                + ";0:");
      }
      Duration spent = observation.timing().total();
      if (!spent.isZero()) {
        String time = String.format(Locale.ROOT, "=%.3fs", spent.toNanos() / 1e9);
        data.add(label(result, "time") + time);
      }
    }
    return String.join(" ", data);
  }

  /** A range that holds from a number of days on: an alert is due below it. */
  private static String range(Duration threshold) {
    double days = threshold.toSeconds() / SECONDS_OF_DAY;
    return (days == Math.rint(days)
            ? Long.toString(Math.round(days))
            : String.format(Locale.ROOT, "%.2f", days))
        + ":";
  }

  private String label(Result result, String measure) {
    if (results.size() == 1) {
      return measure;
    }
    Observation observation = result.observation();
    String place = Place.of(observation.target()) + " " + Place.address(observation);
    return "'" + place.strip().replaceAll("[='|]", "_") + " " + measure + "'";
  }
}
