package gcert.revocation;

import java.util.Optional;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

/**
 * The reasons that a distribution point or a CRL covers (RFC 5280 section 4.2.1.13).
 *
 * @param bits a bit for each of the reasons 1 to 8
 */
record ReasonSet(int bits) {
  private static final int EVERY = 0b1_1111_1110;

  /** Every reason. */
  static final ReasonSet ALL = new ReasonSet(EVERY);

  /** No reason. */
  static final ReasonSet NONE = new ReasonSet(0);

  /** What a field says; all when it is not there. */
  static ReasonSet of(@Nullable ReasonFlags flags) {
    return Optional.ofNullable(flags).map(ReasonSet::read).orElse(ALL);
  }

  private static ReasonSet read(ReasonFlags flags) {
    byte[] octets = flags.getBytes();
    int bits = 0;
    for (int bit = 1; bit <= 8; bit++) {
      if (bit / 8 < octets.length && (octets[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        bits |= 1 << bit;
      }
    }
    return new ReasonSet(bits);
  }

  ReasonSet and(ReasonSet other) {
    return new ReasonSet(bits & other.bits);
  }

  ReasonSet or(ReasonSet other) {
    return new ReasonSet(bits | other.bits);
  }

  boolean isAll() {
    return bits == EVERY;
  }
}
