package gcert.report;

import gcert.certificate.Certificate;
import gcert.target.ServerTarget;
import gcert.trust.requirement.ExpiresWithin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The performance data of a monitoring plugin. A graph is kept by label or by position, so that a
 * server has the same labels in the same order whether it answers or not: what is not known is
 * {@code U}.
 */
final class NagiosPerformance {
  private static final double SECONDS_OF_DAY = 86_400;
  private static final String UNKNOWN = "U";

  private final ExpiresWithin thresholds;
  private final List<Result> results;
  private final Map<String, Integer> byTarget = new HashMap<>();
  private final Map<String, Integer> byEndpoint = new HashMap<>();
  private final Map<String, Integer> given = new HashMap<>();

  private NagiosPerformance(ExpiresWithin thresholds, List<Result> results) {
    this.thresholds = thresholds;
    this.results = results;
    for (Result result : results) {
      byTarget.merge(place(result), 1, Integer::sum);
      byEndpoint.merge(endpoint(result), 1, Integer::sum);
    }
  }

  /** The data of all results, in their order. */
  static String of(List<Result> results, ExpiresWithin thresholds) {
    NagiosPerformance performance = new NagiosPerformance(thresholds, results);
    List<String> data = new ArrayList<>();
    for (Result result : results) {
      String label = performance.label(result);
      data.add(quoted(label + "days_left") + "=" + performance.daysLeft(result));
      if (result.observation().target() instanceof ServerTarget) {
        data.add(quoted(label + "time") + "=" + time(result.observation().timing().total()));
      }
    }
    return String.join(" ", data);
  }

  private String daysLeft(Result result) {
    Optional<Certificate> leaf = result.observation().chain().stream().findFirst();
    String warning = leaf.map(met -> range(thresholds.warning().of(met))).orElse("");
    String critical =
        leaf.flatMap(met -> thresholds.critical().map(limit -> range(limit.of(met)))).orElse("0:");
    return leaf.map(met -> Long.toString(DaysLeft.of(met, result.at()))).orElse(UNKNOWN)
        + ";"
        + warning
        + ";"
        + critical;
  }

  private static String time(Duration spent) {
    return spent.isZero() ? UNKNOWN : String.format(Locale.ROOT, "%.3fs", spent.toNanos() / 1e9);
  }

  /** A range that holds from a number of days on: an alert is due below it. */
  private static String range(Duration threshold) {
    double days = threshold.toSeconds() / SECONDS_OF_DAY;
    return (days == Math.rint(days)
            ? Long.toString(Math.round(days))
            : String.format(Locale.ROOT, "%.2f", days))
        + ":";
  }

  /** What stands before the measure; the address only where a target was visited at several. */
  private String label(Result result) {
    if (results.size() == 1) {
      return "";
    }
    String label = place(result);
    if (byTarget.getOrDefault(label, 1) > 1) {
      label = (label + " " + EndpointText.address(result.observation())).strip();
    }
    if (byEndpoint.getOrDefault(endpoint(result), 1) > 1) {
      label += " " + given.merge(endpoint(result), 1, Integer::sum);
    }
    return label.replaceAll("[='|]", "_") + " ";
  }

  private static String quoted(String label) {
    return label.indexOf(' ') < 0 ? label : "'" + label + "'";
  }

  private static String place(Result result) {
    return EndpointText.of(result.observation().target());
  }

  private static String endpoint(Result result) {
    return place(result) + "\n" + EndpointText.address(result.observation());
  }
}
