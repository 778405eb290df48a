package gcert.testing;

import java.util.Arrays;
import java.util.Random;

/** Good octets with a few changed, cut off or added, the same ones for the same random numbers. */
public final class Mutation {
  private final Random random;

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

  private byte[] widened(byte[] octets, int at) {
    byte[] longer = Arrays.copyOf(octets, octets.length + 1 + random.nextInt(8));
    int rest = octets.length - at;
    System.arraycopy(octets, at, longer, longer.length - rest, rest);
    return longer;
  }
}
