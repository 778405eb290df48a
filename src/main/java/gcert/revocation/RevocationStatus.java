package gcert.revocation;

import java.time.Instant;

/** What one source says of a certificate. */
public sealed interface RevocationStatus {

  /**
   * It has not been revoked.
   *
   * @param until how long that can be relied on
   */
  record Good(Instant until) implements RevocationStatus {}

  /**
   * It has been revoked, or is on hold.
   *
   * @param since from when on
   * @param reason why, as RFC 5280 section 5.3.1 names it; {@code unspecified} where it is not said
   */
  record Revoked(Instant since, String reason) implements RevocationStatus {}

  /**
   * The source does not say, or cannot be relied on.
   *
   * @param why a clause; escaped
   */
  record Unknown(String why) implements RevocationStatus {}
}
