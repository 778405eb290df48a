package gcert.watch;

import gcert.failure.Escaped;
import gcert.trust.requirement.ExpiresWithin.Threshold;
import gcert.watch.Round.Sight;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a round at a place means: a pure function of what was known and what was seen, to events and
 * what is known from then on. A lasting state is reported once, and one that is wrong from time to
 * time again.
 */
public final class Rules {
  /** A server that shows another worthless certificate every time fills no disk. */
  static final int MOST_UNVERIFIED = 200;

  /** How many certificates that do not verify one round tells one by one. */
  static final int MOST_TOLD = 20;

  private static final int[] PRESSING_DAYS = {1, 3, 7};
  private static final Set<EventKind> ALARMING =
      Set.of(EventKind.INVALID, EventKind.UNEXPECTED, EventKind.UNREACHABLE);
  private static final int MESSAGE_LIMIT = 600;

  private final PlaceState before;
  private final Round round;
  private final Settings settings;
  private final List<Event> events = new ArrayList<>();

  private Rules(PlaceState before, Round round, Settings settings) {
    this.before = before;
    this.round = round;
    this.settings = settings;
  }

  /**
   * What the user can choose.
   *
   * @param patience how many rounds in a row make a lasting state: of failures, until a place
   *     counts as unreachable; of calm, until a rotation that had relapsed is over; at least 1
   * @param threshold how near its end a certificate is reported
   * @param remind how long after the last report what is still wrong is reported again; zero for
   *     never
   */
  public record Settings(int patience, Threshold threshold, Duration remind) {

    /** Without reminders. */
    public Settings(int patience, Threshold threshold) {
      this(patience, threshold, Duration.ZERO);
    }
  }

  /**
   * The result.
   *
   * @param events what is new, in the order in which to tell it
   * @param seen the sightings of this round alone
   * @param after all that is known now
   */
  public record Outcome(List<Event> events, List<CertificateHistory> seen, PlaceState after) {
    /** Takes copies of the lists. */
    public Outcome {
      events = List.copyOf(events);
      seen = List.copyOf(seen);
    }
  }

  /** Applies the rules to one round. */
  public static Outcome apply(PlaceState before, Round round, Settings settings) {
    return new Rules(before, round, settings).outcome();
  }

  private Outcome outcome() {
    Reachability reach = reach();
    RotationState rotation = rotation();
    Map<String, Integer> expiring = expiring(rotation);
    Map<String, Integer> unexpected = unexpected();
    List<CertificateHistory> seen = sightings();
    Optional<Instant> reminded = reminded(reach);
    PlaceCondition condition = new PlaceCondition(rotation, reach, expiring, unexpected, reminded);
    return new Outcome(events, seen, before.with(seen, condition));
  }

  private Reachability reach() {
    Reachability last = before.condition().reach();
    if (round.failures().isEmpty() || !round.sights().isEmpty()) {
      if (last.told()) {
        tell(
            EventKind.BACK,
            Optional.empty(),
            Optional.empty(),
            "answers again, after "
                + times(last.failures())
                + last.since().map(since -> " since " + seconds(since)).orElse(""));
      }
      return Reachability.GOOD;
    }
    int failures = last.failures() == Integer.MAX_VALUE ? last.failures() : last.failures() + 1;
    boolean due = failures >= settings.patience() && !last.told();
    if (due) {
      tell(EventKind.UNREACHABLE, Optional.empty(), Optional.empty(), unreachable(failures));
    }
    return new Reachability(
        failures, last.since().or(() -> Optional.of(round.time())), last.told() || due);
  }

  private String unreachable(int failures) {
    String runs = failures == 1 ? "" : " (" + failures + " runs in a row)";
    return "could not get a certificate" + runs + ": " + round.failures().get(0);
  }

  private RotationState rotation() {
    Map<String, KnownCertificate> accepted = new LinkedHashMap<>();
    for (Sight sight : round.sights()) {
      if (sight.accepted()) {
        accepted.put(sight.certificate().sha256(), sight.certificate());
      }
    }
    RotationStep step = RotationStep.of(before, accepted, settings.patience(), round.at());
    for (KnownCertificate certificate : accepted.values()) {
      if (!before.everVerified(certificate.sha256())) {
        tell(
            EventKind.FIRST_SEEN,
            Optional.of(certificate.sha256()),
            Optional.empty(),
            described(certificate));
        step.predecessor(certificate).ifPresent(previous -> compare(certificate, previous));
      }
    }
    tellRotation(step);
    return step.after();
  }

  private void compare(KnownCertificate now, KnownCertificate previous) {
    Optional<String> certificate = Optional.of(now.sha256());
    Optional<String> one = Optional.of(previous.sha256());
    if (now.spkiSha256().equals(previous.spkiSha256())) {
      tell(
          EventKind.RENEWED_SAME_KEY,
          certificate,
          one,
          now.shortName() + " has the key of " + previous.shortName());
    }
    if (!now.issuer().equals(previous.issuer())) {
      tell(
          EventKind.CHANGED_ISSUER,
          certificate,
          one,
          now.shortName()
              + " is issued by "
              + Escaped.of(now.issuer(), MESSAGE_LIMIT)
              + ", "
              + previous.shortName()
              + " by "
              + Escaped.of(previous.issuer(), MESSAGE_LIMIT));
    }
    if (!now.keyType().equals(previous.keyType())) {
      tell(
          EventKind.CHANGED_KEY_TYPE,
          certificate,
          one,
          now.shortName()
              + " has a key of type "
              + Escaped.of(now.keyType())
              + ", "
              + previous.shortName()
              + " of type "
              + Escaped.of(previous.keyType()));
    }
  }

  private void tellRotation(RotationStep step) {
    Optional<String> certificate = step.to().map(KnownCertificate::sha256);
    Optional<String> previous = step.from().map(KnownCertificate::sha256);
    String to = step.to().map(KnownCertificate::shortName).orElse("a new certificate");
    String from = step.from().map(KnownCertificate::shortName).orElse("the old one");
    switch (step.change()) {
      case NONE -> {}
      case STARTED ->
          tell(
              EventKind.ROTATION_STARTED,
              certificate,
              previous,
              to + " is taking the place of " + from + ", seen at " + share(step.after().rising()));
      case FINISHED ->
          tell(
              EventKind.ROTATION_FINISHED,
              certificate,
              previous,
              to
                  + " has taken the place of "
                  + from
                  + ", seen at "
                  + share(step.after().settled()));
      case WITHDRAWN ->
          tell(
              EventKind.ROTATION_FINISHED,
              previous,
              certificate,
              from + " is back for good, " + to + " is not seen any more");
    }
  }

  /** How many of the visits that showed a good certificate showed one of these. */
  private String share(List<String> fingerprints) {
    int all = 0;
    int these = 0;
    for (Sight sight : round.sights()) {
      if (sight.accepted()) {
        all++;
        these += fingerprints.contains(sight.certificate().sha256()) ? 1 : 0;
      }
    }
    return these + " of " + all;
  }

  private Map<String, Integer> expiring(RotationState rotation) {
    Map<String, KnownCertificate> inUse = new LinkedHashMap<>();
    for (KnownCertificate certificate : before.inUse()) {
      if (rotation.settled().contains(certificate.sha256())
          || rotation.rising().contains(certificate.sha256())) {
        inUse.put(certificate.sha256(), certificate);
      }
    }
    for (Sight sight : round.sights()) {
      inUse.put(sight.certificate().sha256(), sight.certificate());
    }
    Map<String, Integer> told = new HashMap<>(before.condition().expiring());
    told.keySet()
        .removeIf(
            sha256 -> before.certificate(sha256).filter(c -> !c.expiredAt(round.at())).isEmpty());
    for (KnownCertificate certificate : inUse.values()) {
      int step = step(certificate);
      if (!certificate.expiredAt(round.at())
          && nearItsEnd(certificate)
          && isFurther(step, told.get(certificate.sha256()))) {
        told.put(certificate.sha256(), step);
        long days = Duration.between(round.at(), certificate.notAfter()).toDays();
        tell(
            EventKind.EXPIRING,
            Optional.of(certificate.sha256()),
            Optional.empty(),
            certificate.shortName()
                + " expires "
                + seconds(certificate.notAfter())
                + ", in "
                + days
                + (days == 1 ? " day" : " days"));
      }
    }
    return told;
  }

  private static boolean isFurther(int step, @Nullable Integer last) {
    return last == null || step < last;
  }

  /** The end of a certificate in use is reported again when it comes nearer. */
  private int step(KnownCertificate certificate) {
    Duration left = Duration.between(round.at(), certificate.notAfter());
    for (int days : PRESSING_DAYS) {
      if (left.compareTo(Duration.ofDays(days)) <= 0) {
        return days;
      }
    }
    return PlaceCondition.SOON;
  }

  private boolean nearItsEnd(KnownCertificate certificate) {
    Duration lifetime = Duration.between(certificate.notBefore(), certificate.notAfter());
    Instant begin = certificate.notAfter().minus(settings.threshold().of(lifetime));
    return !round.at().isBefore(begin);
  }

  private Map<String, Integer> unexpected() {
    Map<String, Integer> told = new HashMap<>(before.condition().unexpected());
    if (!round.sights().isEmpty()) {
      told.replaceAll((sha256, absent) -> absent + 1);
    }
    Set<String> shown = new LinkedHashSet<>();
    int more = 0;
    for (Sight sight : round.sights()) {
      String sha256 = sight.certificate().sha256();
      if (sight.accepted() || !shown.add(sha256)) {
        continue;
      }
      boolean known = told.containsKey(sha256);
      if (!known && shown.size() > MOST_TOLD) {
        more++;
      } else if (told.put(sha256, 0) == null) {
        tell(kind(sight), Optional.of(sha256), Optional.empty(), described(sight));
      }
    }
    if (more > 0) {
      tell(
          EventKind.UNEXPECTED,
          Optional.empty(),
          Optional.empty(),
          more
              + " more certificates that do not verify, which are neither told one by one nor kept");
    }
    told.values().removeIf(absent -> absent >= settings.patience());
    return told;
  }

  private EventKind kind(Sight sight) {
    KnownCertificate certificate = sight.certificate();
    boolean outOfTime =
        certificate.expiredAt(round.at()) || round.at().isBefore(certificate.notBefore());
    return outOfTime ? EventKind.INVALID : EventKind.UNEXPECTED;
  }

  private static String described(Sight sight) {
    return sight.certificate().shortName() + " at " + sight.address() + ": " + sight.reason();
  }

  /** Reports what is still wrong, when that is due, and says when that was done last. */
  private Optional<Instant> reminded(Reachability reach) {
    Map<String, Sight> wrong = new LinkedHashMap<>();
    for (Sight sight : round.sights()) {
      if (!sight.accepted()) {
        wrong.putIfAbsent(sight.certificate().sha256(), sight);
      }
    }
    boolean unreachable = reach.told() && !round.failures().isEmpty();
    if (wrong.isEmpty() && !unreachable) {
      return Optional.empty();
    }
    if (events.stream().anyMatch(event -> ALARMING.contains(event.kind()))) {
      return Optional.of(round.time());
    }
    Optional<Instant> last = before.condition().reminded();
    if (!isDue(last)) {
      return last;
    }
    if (unreachable) {
      remind(EventKind.UNREACHABLE, Optional.empty(), unreachable(reach.failures()));
    }
    wrong.values().stream()
        .limit(MOST_TOLD)
        .forEach(
            sight ->
                remind(kind(sight), Optional.of(sight.certificate().sha256()), described(sight)));
    return Optional.of(round.time());
  }

  /** A little early counts: who runs every hour means the same hour of the next day. */
  private boolean isDue(Optional<Instant> last) {
    Duration interval = settings.remind();
    return !interval.isZero()
        && (last.isEmpty()
            || !round.time().isBefore(last.get().plus(interval).minus(interval.dividedBy(48))));
  }

  private void remind(EventKind kind, Optional<String> certificate, String message) {
    events.add(
        new Event(round.time(), kind, round.place(), certificate, Optional.empty(), message, true));
  }

  private List<CertificateHistory> sightings() {
    Map<String, CertificateHistory> seen = new LinkedHashMap<>();
    long unverified =
        before.sightings().values().stream().filter(s -> s.verified().isEmpty()).count();
    for (Sight sight : round.sights()) {
      String sha256 = sight.certificate().sha256();
      boolean fresh = !before.sightings().containsKey(sha256) && !seen.containsKey(sha256);
      if (fresh && !sight.accepted() && ++unverified > MOST_UNVERIFIED) {
        continue;
      }
      Optional<Instant> verified = sight.accepted() ? Optional.of(round.time()) : Optional.empty();
      seen.merge(
          sha256,
          new CertificateHistory(
              sight.certificate(), round.time(), round.time(), verified, List.of(sight.address())),
          CertificateHistory::and);
    }
    return List.copyOf(seen.values());
  }

  private void tell(
      EventKind kind, Optional<String> certificate, Optional<String> previous, String message) {
    events.add(new Event(round.time(), kind, round.place(), certificate, previous, message));
  }

  private static String described(KnownCertificate certificate) {
    return Escaped.of(certificate.subject(), MESSAGE_LIMIT)
        + ", key "
        + Escaped.of(certificate.keyType())
        + ", issued by "
        + Escaped.of(certificate.issuer(), MESSAGE_LIMIT)
        + ", valid until "
        + certificate.notAfter().atOffset(ZoneOffset.UTC).toLocalDate()
        + ", sha256 "
        + certificate.sha256();
  }

  private static String times(int failures) {
    return failures == 1 ? "1 failure" : failures + " failures in a row";
  }

  private static Instant seconds(Instant instant) {
    return Instant.ofEpochSecond(instant.getEpochSecond());
  }
}
