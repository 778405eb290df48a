package gcert.report;

import gcert.certificate.Certificate;
import gcert.trust.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One line per result in aligned columns, and a line that sums them up. The widths are those of the
 * widest values, so that everything is printed at the end.
 */
public final class TableReport implements RunReport {
  private static final String GAP = "  ";
  private static final int LAST = 6;
  private static final int SHORTEST_NOTE = 20;
  private static final Row HEAD =
      new Row(
          List.of("STATUS", "TARGET", "ADDRESS", "DAYS", "EXPIRES", "ISSUER", "NOTE"),
          Optional.empty(),
          Result.Status.OK,
          0);

  private final Layout layout;
  private final Order order;
  private final boolean failuresOnly;
  private final Tally tally = new Tally();
  private final List<Row> rows = new ArrayList<>();

  /** In which order the lines stand. */
  public enum Order {
    /** That of the targets. */
    LIST,
    /** The certificate that expires first comes first; what has none comes before. */
    DAYS,
    /** By the alphabet. */
    TARGET,
    /** The gravest first. */
    STATUS
  }

  private record Row(List<String> cells, Optional<Instant> end, Result.Status status, int place) {}

  /**
   * Makes one.
   *
   * @param failuresOnly whether results that leave the exit code at 0 are passed over
   */
  public TableReport(Layout layout, Order order, boolean failuresOnly) {
    this.layout = layout;
    this.order = order;
    this.failuresOnly = failuresOnly;
  }

  @Override
  public byte[] add(Result result) {
    tally.count(result.status());
    if (!failuresOnly || result.exitCode() != 0) {
      rows.add(row(result));
    }
    return new byte[0];
  }

  @Override
  public void complain(String complaint) {
    tally.complain();
  }

  @Override
  public byte[] finish() {
    if (failuresOnly && rows.isEmpty()) {
      return new byte[0];
    }
    rows.sort(comparator());
    StringBuilder text = new StringBuilder();
    int[] widths = widths();
    append(text, HEAD, widths);
    rows.forEach(row -> append(text, row, widths));
    if (tally.hasSeveral() && !failuresOnly) {
      text.append('\n').append(tally.words()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Comparator<Row> comparator() {
    return switch (order) {
      case LIST -> Comparator.comparingInt(Row::place);
      case DAYS -> Comparator.comparing(row -> row.end().orElse(Instant.MIN));
      case TARGET -> Comparator.comparing(row -> row.cells().get(1));
      case STATUS -> Comparator.comparing(Row::status).reversed();
    };
  }

  private Row row(Result result) {
    Optional<Certificate> leaf = result.observation().chain().stream().findFirst();
    List<String> cells =
        List.of(
            result.status().name(),
            layout.text(Place.of(result.observation().target())),
            Place.address(result.observation()),
            leaf.map(met -> Long.toString(DaysLeft.of(met, result.at()))).orElse("-"),
            leaf.map(met -> met.notAfter().atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .orElse("-"),
            layout.text(leaf.map(met -> issuer(met, result)).orElse("-")),
            layout.shown(Reason.of(result)));
    return new Row(cells, leaf.map(Certificate::notAfter), result.status(), rows.size());
  }

  /** The issuer as a person calls it, where the path has its certificate. */
  private static String issuer(Certificate leaf, Result result) {
    List<Certificate> path = result.verdict().map(Verdict::path).orElse(List.of());
    return path.size() > 1 ? ShortName.of(path.get(1)) : leaf.issuer();
  }

  private int[] widths() {
    int[] widths = new int[LAST];
    for (int i = 0; i < LAST; i++) {
      widths[i] = DisplayWidth.of(HEAD.cells().get(i));
      for (Row row : rows) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.cells().get(i)));
      }
    }
    return widths;
  }

  private void append(StringBuilder text, Row row, int... widths) {
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (int i = 0; i < LAST; i++) {
      String cell = row.cells().get(i);
      String padded =
          i == 3
              ? " ".repeat(widths[i] - DisplayWidth.of(cell)) + cell
              : Lines.padded(cell, widths[i]);
      boolean painted = i == 0 && !row.equals(HEAD);
      line.append(painted ? layout.painted(row.status().colour(), padded) : padded).append(GAP);
      used += widths[i] + GAP.length();
    }
    String note = row.cells().get(LAST);
    int room = Math.max(SHORTEST_NOTE, layout.columns() - used);
    line.append(Lines.shortened(note, room, layout.unicode() ? "…" : "..."));
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
