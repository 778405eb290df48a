package gcert.report.html;

import gcert.failure.Failure;
import gcert.probe.ProbeOutcome;
import gcert.probe.ServerRange;
import gcert.probe.VersionRange;
import gcert.probe.judging.Assessment;
import gcert.probe.judging.JudgedProbe;
import gcert.report.EndpointText;
import gcert.report.UtcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run of {@code gcert probe} as a page: the servers in a table, then all that was found out about
 * each.
 *
 * <p>A server is kept as what is to be written of it, and printed at the end.
 */
public final class ProbePage {
  private static final List<String> HEADS =
      List.of("Status", "Target", "Address", "Versions", "Suites", "Post-quantum", "Reason");

  private final Markup rows = new Markup();
  private final Markup descriptions = new Markup();
  private final List<String> complaints = new ArrayList<>();
  private int servers;
  private int wrong;
  private Optional<Instant> at = Optional.empty();

  /** Takes the findings about a server. */
  public void add(JudgedProbe judged) {
    servers++;
    wrong += judged.exitCode() == 0 ? 0 : 1;
    at = at.or(() -> Optional.of(judged.probed().at()));
    String id = "s" + servers;
    rows.append(row(judged, id));
    descriptions.append(ProbeDescription.of(judged, id));
  }

  /** Takes an entry of the list that is not a valid target. */
  public void complain(String complaint) {
    complaints.add(complaint);
  }

  /** The page, UTF-8. */
  public byte[] finish() {
    Markup main = new Markup();
    if (!complaints.isEmpty()) {
      main.open("section", "aria-labelledby", "invalid").line();
      main.element("h2", "Invalid lines of the list, not asked", "id", "invalid").line();
      main.open("ul").line();
      complaints.forEach(complaint -> main.element("li", complaint).line());
      main.closeLine().closeLine();
    }
    if (servers > 0) {
      table(main);
      main.open("section", "aria-labelledby", "found").line();
      main.element("h2", "What was found out", "id", "found").line();
      main.append(descriptions).closeLine();
    }
    String asked = at.map(instant -> ". Asked until " + UtcTime.of(instant)).orElse("");
    return Page.of("What servers accept", counts() + asked, main);
  }

  private String counts() {
    String counted = servers == 1 ? "1 server" : servers + " servers";
    if (wrong > 0) {
      counted += ", " + wrong + " not in order";
    }
    return complaints.isEmpty()
        ? counted
        : counted
            + ", "
            + (complaints.size() == 1 ? "1 invalid line" : complaints.size() + " invalid lines");
  }

  private void table(Markup main) {
    main.open("section").line();
    main.element("h2", "Servers", "id", "servers").line();
    main.open(
        "div", "class", "scroll", "role", "region", "aria-labelledby", "servers", "tabindex", "0");
    main.line().open("table", "class", "sortable").line();
    main.open("thead").line().open("tr");
    for (String head : HEADS) {
      main.element("th", head, "scope", "col", "class", head.equals("Suites") ? "number" : "plain");
    }
    main.closeLine().closeLine().open("tbody").line();
    main.append(rows).closeLine().closeLine().closeLine().closeLine();
  }

  private static Markup row(JudgedProbe judged, String id) {
    ProbeOutcome probed = judged.probed();
    ProbeStatus status = ProbeStatus.of(judged);
    Markup row = new Markup().open("tr");
    row.element(
        "td",
        status.word(),
        "class",
        "status " + status.tone(),
        "data-key",
        String.valueOf(status.gravity()));
    row.open("th", "scope", "row").open("a", "href", "#" + id);
    row.text(EndpointText.of(probed.seen().target())).close().close();
    row.open("td", "class", "plain").foreign(EndpointText.address(probed.seen())).close();
    Optional<ServerRange> range = probed.range();
    row.element("td", range.map(ProbePage::versions).orElse("–"));
    String suites = range.map(found -> String.valueOf(suites(found))).orElse("–");
    row.element("td", suites, "class", "number", "data-key", suites.equals("–") ? "-1" : suites);
    row.element("td", range.map(found -> found.hellos().postQuantum().label()).orElse("–"));
    row.element("td", reason(judged), "class", "reason");
    return row.closeLine();
  }

  private static String versions(ServerRange range) {
    return range.spoken().isEmpty()
        ? "none"
        : range.spoken().stream()
            .map(version -> version.version().label())
            .collect(Collectors.joining(", "));
  }

  private static long suites(ServerRange range) {
    return range.spoken().stream().mapToLong(version -> version.suites().size()).sum();
  }

  private static String reason(JudgedProbe judged) {
    Optional<Failure> failure = judged.probed().failure();
    if (failure.isPresent()) {
      return failure.get().step().label() + ": " + failure.get().what();
    }
    List<String> reasons = new ArrayList<>();
    for (Assessment assessment : judged.assessments()) {
      reasons.add(assessment.profile().key() + ": " + assessment.worst().label());
    }
    int differences = judged.differences().size();
    if (judged.compared()) {
      reasons.add(
          differences == 0
              ? "as expected"
              : differences == 1 ? "1 difference" : differences + " differences");
    }
    List<VersionRange> spoken = judged.probed().range().map(ServerRange::spoken).orElse(List.of());
    if (spoken.isEmpty()) {
      reasons.add("no version was accepted");
    }
    return String.join(", ", reasons);
  }
}
