package gcert.app;

import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.trust.AnchorStore;
import gcert.trust.judge.ValidationPolicy;
import gcert.trust.requirement.NameUnchecked;
import gcert.trust.requirement.Requirements;
import java.time.Instant;
import java.util.Optional;

/**
 * By what observations are judged, as the user has it.
 *
 * @param anchors the trusted roots
 * @param further roots that are trusted too, but not for hosts of Google's, which need no others
 * @param fallback roots that are only mentioned, where they would have held
 * @param name the identity to check; empty means that of the target
 * @param at the instant to judge by
 * @param insecure whether a failed check stops nothing
 * @param strict whether breaches without bearing on trust are failures
 * @param demands what is demanded beyond a trusted path and a valid name
 */
public record JudgingSettings(
    AnchorStore anchors,
    Optional<AnchorStore> further,
    Optional<AnchorStore> fallback,
    Optional<Host> name,
    Instant at,
    boolean insecure,
    boolean strict,
    Requirements demands) {

  /** The policy for one target. */
  public ValidationPolicy policy(Target target) {
    Optional<Host> identity =
        name.isPresent() || !(target instanceof ServerTarget server)
            ? name
            : Optional.of(server.identity());
    Requirements all = identity.isPresent() ? demands : demands.and(new NameUnchecked());
    boolean google = isGoogles(target) || identity.map(GoogleHosts::include).orElse(false);
    return new ValidationPolicy(
        anchors,
        google ? Optional.empty() : further,
        google ? fallback.or(() -> further) : fallback,
        identity,
        strict,
        all);
  }

  private static boolean isGoogles(Target target) {
    return target instanceof ServerTarget server && GoogleHosts.include(server.host());
  }
}
