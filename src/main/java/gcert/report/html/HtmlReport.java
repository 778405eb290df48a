package gcert.report.html;

import gcert.report.Result;
import gcert.report.ResultCounts;
import gcert.report.ResultOrder;
import gcert.report.RunReport;
import gcert.report.UtcTime;
import gcert.target.Host;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run of {@code gcert check} as a page: the verdicts in a table, a time line of lifetimes, then
 * each result in full.
 *
 * <p>A result is kept as what is to be written of it, and printed at the end.
 */
public final class HtmlReport implements RunReport {
  private final ResultOrder order;
  private final Optional<Host> identity;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final ResultCounts tally = new ResultCounts();
  private Optional<Instant> at = Optional.empty();

  /** What is to be written of one result. */
  private record Part(
      ResultOrder.Key key, Markup row, List<Timeline.Lane> lanes, Markup description) {}

  /**
   * Makes one.
   *
   * @param order in which order the results stand
   * @param identity the identity that was checked in place of the target's own
   */
  public HtmlReport(ResultOrder order, Optional<Host> identity) {
    this.order = order;
    this.identity = identity;
  }

  @Override
  public byte[] add(Result result) {
    tally.count(result.status());
    at = at.or(() -> Optional.of(result.at()));
    String id = "r" + (parts.size() + 1);
    parts.add(part(result, id));
    return new byte[0];
  }

  private Part part(Result result, String id) {
    ResultOrder.Key key = ResultOrder.Key.of(result, parts.size());
    try {
      return new Part(
          key, VerdictRow.of(result, id), Lanes.of(result), Description.of(result, id, identity));
    } catch (RuntimeException | StackOverflowError e) {
      // One that cannot be described must not keep the others from being.
      String sentence = "could not be described: " + e + "; this is a bug in gcert";
      return new Part(key, VerdictRow.without(result, sentence), List.of(), new Markup());
    }
  }

  @Override
  public void complain(String complaint) {
    tally.complain();
    complaints.add(complaint);
  }

  @Override
  public byte[] finish() {
    parts.sort(Comparator.comparing(Part::key, order.comparator()));
    Markup main = new Markup();
    invalidLines(main);
    if (!parts.isEmpty()) {
      verdicts(main);
      lifetimes(main);
      descriptions(main);
    }
    String judged = at.map(instant -> ". Judged at " + UtcTime.of(instant)).orElse("");
    return Page.of("Certificate check", tally.words() + judged, main);
  }

  private void invalidLines(Markup main) {
    if (complaints.isEmpty()) {
      return;
    }
    main.open("section", "aria-labelledby", "invalid").line();
    main.element("h2", "Invalid lines of the list, not checked", "id", "invalid").line();
    main.open("ul").line();
    complaints.forEach(complaint -> main.element("li", complaint).line());
    main.closeLine().closeLine();
  }

  private void verdicts(Markup main) {
    main.open("section").line();
    main.element("h2", "Verdicts", "id", "verdicts").line();
    main.open(
        "div", "class", "scroll", "role", "region", "aria-labelledby", "verdicts", "tabindex", "0");
    main.line().open("table", "class", "sortable").line();
    main.open("thead").line().open("tr");
    for (String head : VerdictRow.HEADS) {
      String kind = head.equals("Days left") ? "number" : "plain";
      main.element("th", head, "scope", "col", "class", kind);
    }
    main.closeLine().closeLine().open("tbody").line();
    parts.forEach(part -> main.append(part.row()));
    main.closeLine().closeLine().closeLine().closeLine();
  }

  private void lifetimes(Markup main) {
    List<Timeline.Lane> lanes = parts.stream().flatMap(part -> part.lanes().stream()).toList();
    if (lanes.isEmpty() || at.isEmpty()) {
      return;
    }
    String label =
        "Lifetimes of "
            + (lanes.size() == 1 ? "1 certificate" : lanes.size() + " certificates")
            + " as bars over a calendar; the table above has the dates";
    main.open("section").line();
    main.element("h2", "Lifetimes", "id", "lifetimes").line();
    main.open(
        "div",
        "class",
        "scroll",
        "role",
        "region",
        "aria-labelledby",
        "lifetimes",
        "tabindex",
        "0");
    main.line();
    Timeline.write(main, lanes, at.get(), label);
    main.closeLine();
    main.element(
        "p",
        "From the first day of each certificate to its last; the full part is what is left. The"
            + " dashed line is the time of this check.",
        "class",
        "note");
    main.line().closeLine();
  }

  private void descriptions(Markup main) {
    main.open("section", "aria-labelledby", "results").line();
    main.element("h2", "Results", "id", "results").line();
    parts.forEach(part -> main.append(part.description()));
    main.closeLine();
  }
}
