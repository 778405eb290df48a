package gcert.watch.rule;

import gcert.failure.Escaped;
import gcert.watch.EventKind;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import gcert.watch.RotationState;
import gcert.watch.Round;
import gcert.watch.Round.Sight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports certificates that verify and were not seen before, what differs from the one before, and
 * how far they have taken its place.
 */
final class RotationRule {
  private final PlaceState before;
  private final Round round;
  private final RuleSettings settings;
  private final RoundEvents events;

  RotationRule(PlaceState before, Round round, RuleSettings settings, RoundEvents events) {
    this.before = before;
    this.round = round;
    this.settings = settings;
    this.events = events;
  }

  /** Which certificates verify, as far as it is known now. */
  RotationState apply() {
    Map<String, KnownCertificate> accepted = new LinkedHashMap<>();
    for (Sight sight : round.sights()) {
      if (sight.accepted()) {
        accepted.put(sight.certificate().sha256(), sight.certificate());
      }
    }
    RotationStep step = RotationStep.of(before, accepted, settings.patience(), round.at());
    for (KnownCertificate certificate : accepted.values()) {
      if (!before.everVerified(certificate.sha256())) {
        events.tell(EventKind.FIRST_SEEN, certificate.sha256(), EventText.described(certificate));
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
      events.tell(
          EventKind.RENEWED_SAME_KEY,
          certificate,
          one,
          now.shortName() + " has the key of " + previous.shortName());
    }
    if (!now.issuer().equals(previous.issuer())) {
      events.tell(
          EventKind.CHANGED_ISSUER,
          certificate,
          one,
          now.shortName()
              + " is issued by "
              + Escaped.of(now.issuer(), EventText.MESSAGE_LIMIT)
              + ", "
              + previous.shortName()
              + " by "
              + Escaped.of(previous.issuer(), EventText.MESSAGE_LIMIT));
    }
    if (!now.keyType().equals(previous.keyType())) {
      events.tell(
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
          events.tell(
              EventKind.ROTATION_STARTED,
              certificate,
              previous,
              to + " is taking the place of " + from + ", seen at " + share(step.after().rising()));
      case FINISHED ->
          events.tell(
              EventKind.ROTATION_FINISHED,
              certificate,
              previous,
              to
                  + " has taken the place of "
                  + from
                  + ", seen at "
                  + share(step.after().settled()));
      case WITHDRAWN ->
          events.tell(
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
}
