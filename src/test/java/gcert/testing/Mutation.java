package gcert.testing;

import java.util.Arrays;
import java.util.Random;

/** Good octets with a few changed, cut off or added, the same ones for the same random numbers. */
public final class Mutation {
  /** Tags, and the numbers that are the most telling where a length or a number was. */
  private static final int[] TELLING = {
    0, 1, 2, 3, 4, 5, 6, 0x0c, 0x1e, 0x30, 0x31, 0x80, 0xa0, 0xff
  };

  private final Random random;

  /**
   * How many rounds a test makes: {@code -Dgcert.fuzz=100000} asks for more than it makes usually.
   */
  public static int rounds(int usual) {
    return Math.max(usual, Integer.getInteger("gcert.fuzz", usual));
  }

  /** Random numbers, the same ones each time unless {@code -Dgcert.fuzz.seed=7} says otherwise. */
  public static Random random(long seed) {
    return new Random(Long.getLong("gcert.fuzz.seed", seed));
  }

  /** Makes one that takes its decisions from {@code random}. */
  public Mutation(Random random) {
    this.random = random;
  }

  /** One to four changes anywhere. */
  public byte[] of(byte[] whole) {
    return of(whole, 0);
  }

  /** One to four changes behind the first {@code kept} octets. */
  public byte[] of(byte[] whole, int kept) {
    byte[] octets = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && octets.length > kept; i++) {
      int at = kept + random.nextInt(octets.length - kept);
      switch (random.nextInt(4)) {
        case 0 -> octets[at] = (byte) random.nextInt(256);
        case 1 -> octets[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> octets = Arrays.copyOf(octets, at);
        default -> octets = widened(octets, at);
      }
    }
    return octets;
  }

  /**
   * Changes of DER: mostly those that keep the lengths, for they get further than others, and put
   * tags and small numbers where others were.
   */
  public byte[] ofDer(byte[] der) {
    if (random.nextInt(4) == 0) {
      return of(der);
    }
    byte[] octets = der.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = 4 + random.nextInt(octets.length - 4);
      octets[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) TELLING[random.nextInt(TELLING.length)];
    }
    return octets;
  }

  private byte[] widened(byte[] octets, int at) {
    byte[] longer = Arrays.copyOf(octets, octets.length + 1 + random.nextInt(8));
    int rest = octets.length - at;
    System.arraycopy(octets, at, longer, longer.length - rest, rest);
    return longer;
  }
}
