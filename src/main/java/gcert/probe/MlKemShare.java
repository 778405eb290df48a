package gcert.probe;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Public keys of hybrid groups for key shares that need no computing: an encapsulation key of
 * ML-KEM (FIPS 203 section 7.2) of random coefficients, and the generator of the classical group.
 * The handshake is never finished, so nothing rests on them.
 */
final class MlKemShare {
  private static final int X25519_MLKEM_768 = 4588;
  private static final int X25519 = 29;
  private static final Set<Integer> HYBRIDS = Set.of(4587, 4588, 4589, 4590);
  private static final int COEFFICIENTS = 768;
  private static final int MODULUS = 3329;
  private static final int SEED = 32;

  private MlKemShare() {}

  /** Whether a group joins a classical one and ML-KEM. */
  static boolean isKnown(int group) {
    return HYBRIDS.contains(group);
  }

  /** A share of X25519MLKEM768, as a hello carries it. */
  static byte[] x25519MlKem768() {
    TlsVectorWriter share = new TlsVectorWriter();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    // Two coefficients of twelve bits in three octets, the least significant bits first.
    for (int i = 0; i < COEFFICIENTS; i += 2) {
      int one = random.nextInt(MODULUS);
      int other = random.nextInt(MODULUS);
      share.u8(one & 0xff).u8((one >> 8) | ((other & 0xf) << 4)).u8(other >> 4);
    }
    byte[] seed = new byte[SEED];
    random.nextBytes(seed);
    return share.raw(seed).raw(GeneratorShare.of(X25519)).toArray();
  }

  /** Its code. */
  static int code() {
    return X25519_MLKEM_768;
  }
}
