package gcert.watch.view;

import gcert.report.html.Markup;
import gcert.report.html.Page;
import gcert.report.html.Timeline;
import gcert.watch.CertificateHistory;
import gcert.watch.JournalEvent;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import gcert.watch.WatchState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The certificates of places over time as a page: how each place is, a time line on which every
 * certificate is a bar over its lifetime, full for as long as it was seen, and the events.
 */
public final class HistoryPage {
  private static final Instant NEVER = Instant.MIN;
  private static final List<String> HEADS =
      List.of("Host", "State", "Certificates in use", "Expires", "Last seen");

  private final List<PlaceState> places;
  private final WatchState state;
  private final Instant at;
  private final Markup main = new Markup();

  private HistoryPage(Collection<PlaceState> places, WatchState state, Instant at) {
    this.places = List.copyOf(places);
    this.state = state;
    this.at = at;
  }

  /**
   * The page, UTF-8.
   *
   * @param at the instant that the time line marks
   */
  public static byte[] of(Collection<PlaceState> places, WatchState state, Instant at) {
    HistoryPage page = new HistoryPage(places, state, at);
    page.hosts();
    page.certificates();
    page.descriptions();
    int count = page.places.size();
    return Page.of(
        "Certificate history",
        (count == 1 ? "1 host" : count + " hosts")
            + " as gcert watch remembers them. Drawn at "
            + at.truncatedTo(ChronoUnit.SECONDS),
        page.main);
  }

  private void hosts() {
    main.open("section").line().element("h2", "Hosts", "id", "hosts").line();
    scroll("hosts");
    main.open("table", "class", "sortable").line().open("thead").line().open("tr");
    HEADS.forEach(head -> main.element("th", head, "scope", "col", "class", "plain"));
    main.closeLine().closeLine().open("tbody").line();
    for (int i = 0; i < places.size(); i++) {
      host(places.get(i), "h" + (i + 1));
    }
    main.closeLine().closeLine().closeLine().closeLine();
  }

  private void host(PlaceState place, String id) {
    String condition = HistoryText.condition(place);
    List<KnownCertificate> used = place.inUse();
    main.open("tr").open("th", "scope", "row").open("a", "href", "#" + id);
    main.foreign(place.place().hostAndPort()).close().close();
    main.element("td", condition, "class", "status " + tone(condition));
    main.element("td", String.join(", ", used.stream().map(KnownCertificate::shortName).toList()));
    date(
        used.stream().map(KnownCertificate::notAfter).min(Comparator.naturalOrder()).orElse(NEVER));
    date(
        place.sightings().values().stream()
            .map(CertificateHistory::last)
            .max(Comparator.naturalOrder())
            .orElse(NEVER));
    main.closeLine();
  }

  private void date(Instant instant) {
    String day = instant.equals(NEVER) ? "–" : day(instant);
    main.element("td", day, "class", "plain", "data-key", instant.getEpochSecond() + "");
  }

  private static String tone(String condition) {
    return switch (condition) {
      case "stable" -> "good";
      case "rotating" -> "caution";
      default -> "bad";
    };
  }

  private void certificates() {
    List<Timeline.Lane> lanes = new ArrayList<>();
    for (PlaceState place : places) {
      List<KnownCertificate> used = place.inUse();
      for (CertificateHistory seen : inOrder(place)) {
        lanes.add(lane(place, seen, used.contains(seen.certificate())));
      }
    }
    if (lanes.isEmpty()) {
      return;
    }
    main.open("section").line().element("h2", "Certificates", "id", "certificates").line();
    scroll("certificates");
    Timeline.write(
        main,
        lanes,
        at,
        "Lifetimes of " + lanes.size() + " certificates, and when each was seen; listed below");
    main.closeLine();
    main.element(
        "p",
        "Each bar is a lifetime, its full part the time from first to last sight. The dashed line"
            + " is today.",
        "class",
        "note");
    main.line().closeLine();
  }

  private static Timeline.Lane lane(PlaceState place, CertificateHistory seen, boolean inUse) {
    KnownCertificate certificate = seen.certificate();
    boolean verified = seen.verified().isPresent();
    String words =
        !verified ? "never verified" : inUse ? "in use" : "last seen " + day(seen.last());
    return new Timeline.Lane(
        place.place().hostAndPort() + "  " + certificate.shortName(),
        new Timeline.Span(certificate.notBefore(), certificate.notAfter()),
        new Timeline.Span(seen.first(), seen.last().plus(1, ChronoUnit.HOURS)),
        verified ? Timeline.Tone.GOOD : Timeline.Tone.BAD,
        words);
  }

  private void descriptions() {
    main.open("section", "aria-labelledby", "details").line();
    main.element("h2", "Details", "id", "details").line();
    for (int i = 0; i < places.size(); i++) {
      PlaceState place = places.get(i);
      main.open("details").open("summary").open("h3");
      main.foreign(place.place().hostAndPort()).close().closeLine();
      main.open("div", "id", "h" + (i + 1)).line();
      list("Certificates, the first seen first:", inOrder(place), this::certificate);
      list("Events:", events(place), this::event);
      main.closeLine().closeLine();
    }
    main.closeLine();
  }

  private <T> void list(String title, List<T> items, Consumer<T> writer) {
    if (items.isEmpty()) {
      return;
    }
    main.element("p", title).line().open("ul").line();
    items.forEach(writer);
    main.closeLine();
  }

  private void certificate(CertificateHistory seen) {
    KnownCertificate certificate = seen.certificate();
    main.open("li").element("code", certificate.sha256()).open("br");
    main.foreign(
        certificate.subject()
            + ", "
            + certificate.keyType()
            + ", "
            + day(certificate.notBefore())
            + " to "
            + day(certificate.notAfter())
            + ", issued by "
            + certificate.issuer());
    main.text("; seen from " + day(seen.first()) + " to " + day(seen.last()) + " at ");
    main.text(String.join(", ", seen.addresses())).closeLine();
  }

  private void event(JournalEvent kept) {
    main.open("li").element("time", kept.event().time().truncatedTo(ChronoUnit.SECONDS) + "");
    main.text(" ").element("strong", kept.event().kind().word());
    main.text(": " + kept.event().message()).closeLine();
  }

  private List<JournalEvent> events(PlaceState place) {
    return state.events().stream()
        .filter(kept -> kept.event().place().equals(place.place()))
        .toList();
  }

  private static List<CertificateHistory> inOrder(PlaceState place) {
    return place.sightings().values().stream()
        .sorted(Comparator.comparing(CertificateHistory::first))
        .toList();
  }

  private void scroll(String label) {
    main.open(
        "div", "class", "scroll", "role", "region", "aria-labelledby", label, "tabindex", "0");
    main.line();
  }

  private static String day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
  }
}
