package gcert.report;

import gcert.failure.Escaped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gauges being gathered, and their text: HELP and TYPE once, then every sample of the metric. */
final class PrometheusMetrics {
  private final Map<String, StringBuilder> families = new LinkedHashMap<>();

  /**
   * The labels of a sample, immutable.
   *
   * @param text what stands between the braces
   */
  record Labels(String text) {

    /** No label. */
    static Labels none() {
      return new Labels("");
    }

    /**
     * These labels and one more, unless there is one of that name already. The value is escaped as
     * text for people, then as a label.
     */
    Labels and(String name, String value) {
      // Inside a value every quotation mark has a backslash before it.
      if (("," + text).contains("," + name + "=\"")) {
        return this;
      }
      String escaped =
          Escaped.of(value).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      return new Labels((text.isEmpty() ? "" : text + ",") + name + "=\"" + escaped + "\"");
    }
  }

  /** Adds a sample of a gauge. */
  void add(String name, String help, Labels labels, long value) {
    add(name, help, labels, BigDecimal.valueOf(value));
  }

  /** Adds a sample of a gauge that counts seconds. */
  void add(String name, String help, Labels labels, Duration value) {
    add(name, help, labels, BigDecimal.valueOf(value.toNanos(), 9));
  }

  private void add(String name, String help, Labels labels, BigDecimal value) {
    families
        .computeIfAbsent(
            name,
            fresh ->
                new StringBuilder("# HELP " + fresh + " " + help + "\n")
                    .append("# TYPE " + fresh + " gauge\n"))
        .append(name)
        .append(labels.text().isEmpty() ? "" : "{" + labels.text() + "}")
        .append(' ')
        .append(value.stripTrailingZeros().toPlainString())
        .append('\n');
  }

  /** All that was added, in the order in which each metric was added first. */
  String text() {
    return String.join("", families.values());
  }
}
