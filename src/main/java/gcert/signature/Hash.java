package gcert.signature;

import java.util.Optional;

/** What a digest algorithm makes of octets, the algorithm named by its object identifier. */
public final class Hash {
  /** SHA-1 (FIPS 180-4), which OCSP names certificates by; no proof of anything by itself. */
  public static final String SHA1 = Digests.SHA1;

  private Hash() {}

  /**
   * A digest.
   *
   * @param algorithm the dotted object identifier of the algorithm
   * @return empty when the algorithm is not known here
   */
  public static Optional<byte[]> of(String algorithm, byte[] octets) {
    return Digests.of(algorithm).map(digest -> Digests.digest(digest, octets));
  }
}
