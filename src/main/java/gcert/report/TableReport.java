package gcert.report;

import gcert.certificate.Certificate;
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
          new ResultOrder.Key(0, Instant.MIN, "", Result.Status.OK));

  private final Layout layout;
  private final ResultOrder order;
  private final boolean failuresOnly;
  private final ResultCounts tally = new ResultCounts();
  private final List<Row> rows = new ArrayList<>();

  private record Row(List<String> cells, ResultOrder.Key key) {}

  /**
   * Makes one.
   *
   * @param failuresOnly whether results that leave the exit code at 0 are skipped
   */
  public TableReport(Layout layout, ResultOrder order, boolean failuresOnly) {
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
    rows.sort(Comparator.comparing(Row::key, order.comparator()));
    StringBuilder text = new StringBuilder();
    int[] widths = widths();
    append(text, HEAD, widths);
    rows.forEach(row -> append(text, row, widths));
    if (tally.hasSeveral() && !failuresOnly) {
      text.append('\n').append(tally.words()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Row row(Result result) {
    Optional<Certificate> leaf = result.observation().chain().stream().findFirst();
    List<String> cells =
        List.of(
            result.status().name(),
            layout.text(EndpointText.of(result.observation().target())),
            EndpointText.address(result.observation()),
            leaf.map(met -> Long.toString(DaysLeft.of(met, result.at()))).orElse("-"),
            leaf.map(met -> met.notAfter().atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .orElse("-"),
            layout.text(leaf.map(met -> ShortName.ofIssuer(met, result)).orElse("-")),
            layout.shown(Reason.of(result)));
    return new Row(cells, ResultOrder.Key.of(result, rows.size()));
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
              : LineWrapper.padded(cell, widths[i]);
      boolean painted = i == 0 && !row.equals(HEAD);
      line.append(painted ? layout.painted(row.key().status().colour(), padded) : padded)
          .append(GAP);
      used += widths[i] + GAP.length();
    }
    String note = row.cells().get(LAST);
    int room = Math.max(SHORTEST_NOTE, layout.columns() - used);
    line.append(LineWrapper.shortened(note, room, layout.unicode() ? "…" : "..."));
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
