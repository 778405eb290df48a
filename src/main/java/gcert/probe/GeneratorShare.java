package gcert.probe;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Public keys for key shares that need no computing: the generator of each group, whose private key
 * is 1. The handshake is never finished, so nothing rests on them.
 */
final class GeneratorShare {
  private static final Map<Integer, String> POINTS =
      Map.of(
          29,
          "0900000000000000000000000000000000000000000000000000000000000000",
          23,
          "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
              + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
          24,
          "04aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a38"
              + "5502f25dbf55296c3a545e3872760ab7"
              + "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c0"
              + "0a60b1ce1d7e819d7a431d7c90ea0e5f");

  private GeneratorShare() {}

  /** The groups with such a key, the preferred first. */
  static List<Integer> groups() {
    return List.of(29, 23, 24);
  }

  static boolean isKnown(int group) {
    return POINTS.containsKey(group);
  }

  /** The key of a {@link #isKnown known} group, as a key share carries it. */
  static byte[] of(int group) {
    String point = POINTS.get(group);
    if (point == null) {
      throw new IllegalArgumentException("no generator for group " + group);
    }
    return HexFormat.of().parseHex(point);
  }
}
