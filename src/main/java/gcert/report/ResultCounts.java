package gcert.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many results there were of each kind. Safe for use by several threads. */
public final class ResultCounts {
  private final Map<Result.Status, Integer> counts = new EnumMap<>(Result.Status.class);
  private int complaints;

  /** Counts a result. */
  public synchronized void count(Result.Status status) {
    counts.merge(status, 1, Integer::sum);
  }

  /** Counts an invalid line of the list. */
  public synchronized void complain() {
    complaints++;
  }

  /** Whether there is more to sum up than one result. */
  synchronized boolean hasSeveral() {
    return complaints + counts.values().stream().mapToInt(Integer::intValue).sum() > 1;
  }

  /** {@code 420 checked: 410 ok, 1 warning, 8 failed, 1 error; 1 invalid line}, not ended. */
  public synchronized String words() {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    List<String> parts = new ArrayList<>();
    add(parts, Result.Status.OK, "ok", "ok");
    add(parts, Result.Status.WARNING, "warning", "warnings");
    add(parts, Result.Status.FAILED, "failed", "failed");
    add(parts, Result.Status.ERROR, "error", "errors");
    String listed = complaints == 0 ? "" : "; " + complaints + plural(complaints, " invalid line");
    return all + " checked" + (parts.isEmpty() ? "" : ": " + String.join(", ", parts)) + listed;
  }

  private void add(List<String> parts, Result.Status status, String one, String many) {
    int count = counts.getOrDefault(status, 0);
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : many));
    }
  }

  private static String plural(int count, String noun) {
    return count == 1 ? noun : noun + "s";
  }
}
