package gcert.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * The results of all rounds in Markdown, in microseconds.
 *
 * <p>Methods whose names begin with {@code gcert} are measured against the one method of the same
 * class whose name does not: the peer. The calls of all rounds are pooled. A ratio is that of the
 * medians of one round; given are the middle, the least and the greatest one.
 */
final class Table {
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** The calls of one benchmark. */
  private static final class Row {
    private final String subject;
    private final String method;
    private final MultisetStatistics pooled = new MultisetStatistics();
    private final List<Double> medians = new ArrayList<>();

    Row(String subject, String method) {
      this.subject = subject;
      this.method = method;
    }

    boolean isGcert() {
      return method.startsWith("gcert");
    }
  }

  void add(RunResult result) {
    BenchmarkParams params = result.getParams();
    String[] names = params.getBenchmark().split("\\.");
    String method = names[names.length - 1];
    StringBuilder subject = new StringBuilder(names[names.length - 2]);
    params.getParamsKeys().forEach(key -> subject.append(", ").append(params.getParam(key)));
    Row row =
        rows.computeIfAbsent(subject + "." + method, key -> new Row(subject.toString(), method));
    Statistics calls = result.getPrimaryResult().getStatistics();
    row.medians.add(calls.getPercentile(50));
    for (Iterator<Map.Entry<Double, Long>> each = calls.getRawData(); each.hasNext(); ) {
      Map.Entry<Double, Long> value = each.next();
      row.pooled.addValue(value.getKey(), value.getValue());
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("| what | by | median | 90 % | 99 % | mean ± error | gcert / peer |\n");
    text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (Row row : inOrder()) {
      Statistics calls = row.pooled;
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s ± %s | %s |%n",
              row.subject,
              row.method,
              number(calls.getPercentile(50)),
              number(calls.getPercentile(90)),
              number(calls.getPercentile(99)),
              number(calls.getMean()),
              number(calls.getMeanErrorAt(0.999)),
              ratio(row)));
    }
    return text.toString();
  }

  /** By subject, as they were measured first; gcert before its peer. */
  private List<Row> inOrder() {
    Map<String, List<Row>> subjects = new LinkedHashMap<>();
    for (Row row : rows.values()) {
      subjects.computeIfAbsent(row.subject, key -> new ArrayList<>()).add(row);
    }
    List<Row> ordered = new ArrayList<>();
    for (List<Row> subject : subjects.values()) {
      subject.sort(Comparator.comparing(Row::isGcert).reversed());
      ordered.addAll(subject);
    }
    return ordered;
  }

  private String ratio(Row row) {
    for (Row peer : rows.values()) {
      if (row.isGcert() && !peer.isGcert() && peer.subject.equals(row.subject)) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < row.medians.size(); round++) {
          ratios.add(row.medians.get(round) / peer.medians.get(round));
        }
        Collections.sort(ratios);
        return String.format(
            Locale.ROOT,
            "%.2f (%.2f–%.2f)",
            ratios.get(ratios.size() / 2),
            ratios.get(0),
            ratios.get(ratios.size() - 1));
      }
    }
    return "";
  }

  private static String number(double microseconds) {
    int decimals = microseconds < 10 ? 2 : microseconds < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", microseconds);
  }
}
