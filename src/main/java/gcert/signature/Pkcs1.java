package gcert.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/** RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.2). */
final class Pkcs1 {
  /** Two octets before the padding, eight of padding at least, and one behind it. */
  private static final int OVERHEAD = 11;

  private Pkcs1() {}

  /** Makes what the signature has to be of, and compares: nothing in the signature is parsed. */
  static boolean verify(String digest, byte[] signed, byte[] signature, RsaKey key)
      throws IOException {
    int length = (key.bits() + 7) / 8;
    BigInteger number = new BigInteger(1, signature);
    if (signature.length != length || number.compareTo(key.modulus()) >= 0) {
      return false;
    }
    byte[] info = digestInfo(digest, signed);
    if (info.length + OVERHEAD > length) {
      return false;
    }
    byte[] expected = new byte[length];
    expected[1] = 1;
    Arrays.fill(expected, 2, length - info.length - 1, (byte) 0xff);
    System.arraycopy(info, 0, expected, length - info.length, info.length);
    return number.modPow(key.exponent(), key.modulus()).equals(new BigInteger(1, expected));
  }

  private static byte[] digestInfo(String digest, byte[] signed) throws IOException {
    return new DigestInfo(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest), DERNull.INSTANCE),
            Digests.digest(Digests.of(digest).orElseThrow(), signed))
        .getEncoded();
  }
}
