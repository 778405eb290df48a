package gcert.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels by which a result is known from every other: its target, with its address when the
 * target was visited at several, and a number when it was visited there several times.
 *
 * <p>An address that every result carried would begin a new time series each time a name resolves
 * differently.
 */
final class EndpointLabels {
  private final Map<String, Integer> byTarget = new HashMap<>();
  private final Map<String, Integer> byAddress = new HashMap<>();
  private final Map<String, Integer> given = new HashMap<>();

  EndpointLabels(List<Result> results) {
    for (Result result : results) {
      byTarget.merge(target(result), 1, Integer::sum);
      byAddress.merge(endpoint(result), 1, Integer::sum);
    }
  }

  /** The labels of the next result; ask once for each, in order. */
  PrometheusMetrics.Labels next(Result result) {
    PrometheusMetrics.Labels labels = PrometheusMetrics.Labels.none().and("target", target(result));
    if (byTarget.getOrDefault(target(result), 1) > 1) {
      labels = labels.and("address", EndpointText.address(result.observation()));
    }
    String endpoint = endpoint(result);
    if (byAddress.getOrDefault(endpoint, 1) > 1) {
      labels = labels.and("visit", Integer.toString(given.merge(endpoint, 1, Integer::sum)));
    }
    return labels;
  }

  private static String target(Result result) {
    return result.observation().target().text();
  }

  private static String endpoint(Result result) {
    return target(result) + "\n" + EndpointText.address(result.observation());
  }
}
