package gcert.signature;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;

/** Digests by their object identifiers, each loaded when it is first asked for. */
final class Digests {
  static final String SHA1 = "1.3.14.3.2.26";
  static final String SHA224 = "2.16.840.1.101.3.4.2.4";
  static final String SHA256 = "2.16.840.1.101.3.4.2.1";
  static final String SHA384 = "2.16.840.1.101.3.4.2.2";
  static final String SHA512 = "2.16.840.1.101.3.4.2.3";
  static final String SHA512_224 = "2.16.840.1.101.3.4.2.5";
  static final String SHA512_256 = "2.16.840.1.101.3.4.2.6";
  static final String SHA3_224 = "2.16.840.1.101.3.4.2.7";
  static final String SHA3_256 = "2.16.840.1.101.3.4.2.8";
  static final String SHA3_384 = "2.16.840.1.101.3.4.2.9";
  static final String SHA3_512 = "2.16.840.1.101.3.4.2.10";
  static final String MD5 = "1.2.840.113549.2.5";

  private Digests() {}

  /** A digest; empty when there is none of this identifier here. */
  static Optional<Digest> of(ASN1ObjectIdentifier identifier) {
    return of(identifier.getId());
  }

  static Optional<Digest> of(String identifier) {
    return switch (identifier) {
      case MD5 -> Optional.of(new MD5Digest());
      case SHA1 -> Optional.of(new SHA1Digest());
      case SHA224 -> Optional.of(new SHA224Digest());
      case SHA256 -> Optional.of(new SHA256Digest());
      case SHA384 -> Optional.of(new SHA384Digest());
      case SHA512 -> Optional.of(new SHA512Digest());
      case SHA512_224 -> Optional.of(new SHA512tDigest(224));
      case SHA512_256 -> Optional.of(new SHA512tDigest(256));
      case SHA3_224 -> Optional.of(new SHA3Digest(224));
      case SHA3_256 -> Optional.of(new SHA3Digest(256));
      case SHA3_384 -> Optional.of(new SHA3Digest(384));
      case SHA3_512 -> Optional.of(new SHA3Digest(512));
      default -> Optional.empty();
    };
  }

  /** What a digest makes of some octets. */
  static byte[] digest(Digest digest, byte[] octets) {
    digest.update(octets, 0, octets.length);
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }
}
