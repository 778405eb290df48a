package gcert.trust;

/** How much a finding weighs. */
public enum Severity {
  /** A fact worth telling; the verdict stays good. */
  INFO,
  /** A breach without bearing on trust, or a certificate that expires soon. */
  WARNING,
  /** The certificate is not to be trusted for this name now, or a policy is violated. */
  FAILURE
}
