package gcert.app;

import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.trust.AnchorStore;
import gcert.trust.Demands;
import gcert.trust.NameUnchecked;
import gcert.trust.Policy;
import java.time.Instant;
import java.util.Optional;

/**
 * By what observations are judged, as the user has it.
 *
 * @param anchors the trusted roots
 * @param fallback roots that are only mentioned, where they would have held
 * @param name the identity to check; empty means that of the target
 * @param at the instant to judge by
 * @param insecure whether a failed check stops nothing
 * @param strict whether breaches without bearing on trust are failures
 * @param demands what is demanded beyond a trusted path and a valid name
 */
public record JudgingSettings(
    AnchorStore anchors,
    Optional<AnchorStore> fallback,
    Optional<Host> name,
    Instant at,
    boolean insecure,
    boolean strict,
    Demands demands) {

  /** The policy for one target. */
  public Policy policy(Target target) {
    Optional<Host> identity =
        name.isPresent() || !(target instanceof ServerTarget server)
            ? name
            : Optional.of(server.identity());
    Demands all = identity.isPresent() ? demands : demands.and(new NameUnchecked());
    return new Policy(anchors, fallback, identity, strict, all);
  }
}
