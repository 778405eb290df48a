package gcert.watch;

import gcert.trust.requirement.ExpiresWithin;
import gcert.watch.Round.Sight;
import gcert.watch.rule.RuleSettings;
import gcert.watch.rule.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plays rounds at one place, an hour apart, and says which events each brings. */
public final class Script {
  public static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
  public static final Place PLACE = new Place("smtp://mx.example.net:25", "mx.example.net", 25);

  private final RuleSettings settings;
  private PlaceState state = PlaceState.unknown(PLACE);
  private Instant now = START;
  private List<Event> last = List.of();

  public Script(RuleSettings settings) {
    this.settings = settings;
  }

  public Script(int patience, ExpiresWithin.Threshold threshold) {
    this(new RuleSettings(patience, threshold));
  }

  /** Patience 2, one day. */
  public Script() {
    this(2, new ExpiresWithin.Span(Duration.ofDays(1)));
  }

  /** A certificate with an EC key of its own. */
  public static KnownCertificate certificate(String name, int startsOnDay) {
    return certificate(name, name, "CN=Issuer", "EC", startsOnDay, 90);
  }

  public static KnownCertificate certificate(
      String name, String key, String issuer, String type, int startsOnDay, int days) {
    Instant from = START.plus(Duration.ofDays(startsOnDay));
    return new KnownCertificate(
        hash(name),
        hash(key),
        "CN=mx.example.net",
        issuer,
        "01",
        type,
        from,
        from.plus(Duration.ofDays(days)));
  }

  /** A fingerprint that begins with a name. */
  public static String hash(String name) {
    StringBuilder hex = new StringBuilder();
    for (char c : name.toCharArray()) {
      hex.append(String.format("%02x", (int) c));
    }
    return hex.append("0".repeat(64)).substring(0, 64);
  }

  /** A round in which each visit shows one of these, all good. */
  public List<String> sees(KnownCertificate... certificates) {
    List<Sight> sights = new ArrayList<>();
    for (KnownCertificate certificate : certificates) {
      sights.add(new Sight(certificate, "192.0.2." + (sights.size() + 1), true, ""));
    }
    return play(sights, List.of());
  }

  /** A round in which the one visit shows a certificate that does not verify. */
  public List<String> seesBad(KnownCertificate certificate) {
    return play(List.of(new Sight(certificate, "192.0.2.66", false, "is bad")), List.of());
  }

  /** A round in which the one visit fails. */
  public List<String> fails() {
    return play(List.of(), List.of("connect: refused"));
  }

  public List<String> play(List<Sight> sights, List<String> failures) {
    Round round = new Round(PLACE, now, now, sights, failures);
    RoundOutcome outcome = Rules.apply(state, round, settings);
    state = outcome.after();
    last = outcome.events();
    now = now.plus(Duration.ofHours(1));
    return last.stream().map(event -> event.kind().word()).toList();
  }

  public void wait(Duration span) {
    now = now.plus(span);
  }

  public Instant now() {
    return now;
  }

  public PlaceState state() {
    return state;
  }

  public List<Event> events() {
    return last;
  }
}
