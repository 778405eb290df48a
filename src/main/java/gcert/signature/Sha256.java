package gcert.signature;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
  private Sha256() {}

  /** The digest of some octets: 32 octets. */
  public static byte[] of(byte[] octets) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(octets, 0, octets.length);
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  /** The digest of some octets: 64 lower-case hex digits. */
  public static String hex(byte[] octets) {
    return HexFormat.of().formatHex(of(octets));
  }
}
