package gcert.trust.judge;

import gcert.target.Host;
import gcert.trust.AnchorStore;
import gcert.trust.requirement.Requirements;
import java.util.Optional;

/**
 * What is demanded of an observation.
 *
 * @param anchors the trusted roots
 * @param further roots that are trusted too, and asked only when the first have no path
 * @param fallback roots that are not trusted here but named in a finding when they would have held:
 *     the system's, when the bundle fails
 * @param identity the reference identity (RFC 9525); empty when the name is not checked
 * @param strict whether breaches of RFC 5280 without bearing on the path are failures
 * @param demands what is demanded beyond a trusted path and a valid name
 */
public record ValidationPolicy(
    AnchorStore anchors,
    Optional<AnchorStore> further,
    Optional<AnchorStore> fallback,
    Optional<Host> identity,
    boolean strict,
    Requirements demands) {

  /** A policy without demands of its own, and without further roots. */
  public ValidationPolicy(
      AnchorStore anchors,
      Optional<AnchorStore> fallback,
      Optional<Host> identity,
      boolean strict) {
    this(anchors, Optional.empty(), fallback, identity, strict, Requirements.none());
  }
}
