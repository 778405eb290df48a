package gcert.revocation;

/** The reasons for which certificates are revoked (RFC 5280 section 5.3.1). */
final class RevocationReason {
  /** An entry that takes another away again: only delta CRLs have it. */
  static final int REMOVE_FROM_CRL = 8;

  private RevocationReason() {}

  /** The name of a reason. */
  static String name(int code) {
    return switch (code) {
      case 0 -> "unspecified";
      case 1 -> "keyCompromise";
      case 2 -> "cACompromise";
      case 3 -> "affiliationChanged";
      case 4 -> "superseded";
      case 5 -> "cessationOfOperation";
      case 6 -> "certificateHold";
      case REMOVE_FROM_CRL -> "removeFromCRL";
      case 9 -> "privilegeWithdrawn";
      case 10 -> "aACompromise";
      default -> "reason " + code;
    };
  }
}
