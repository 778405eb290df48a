package gcert.signature;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.MalformedAsn1Exception;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of RSASSA-PSS (RFC 4055 section 3.1).
 *
 * @param digest what is signed is digested so; SHA-1 where nothing is said
 * @param maskDigest the digest of the mask generation function MGF1
 * @param saltLength in octets
 */
public record PssParameters(
    ASN1ObjectIdentifier digest, ASN1ObjectIdentifier maskDigest, int saltLength) {
  /** No digest is longer, and no salt need be. */
  private static final int LONGEST_SALT = 512;

  /**
   * Those of a signature.
   *
   * @throws MalformedAsn1Exception when there are none, which only a key may have, or they are
   *     malformed
   */
  public static PssParameters ofSignature(@Nullable ASN1Encodable parameters)
      throws MalformedAsn1Exception {
    if (parameters == null) {
      throw new MalformedAsn1Exception("the parameters of RSASSA-PSS are missing");
    }
    return Asn1Decoding.read(
        "the parameters of RSASSA-PSS", () -> of(RSASSAPSSparams.getInstance(parameters)));
  }

  /** Those that a key binds its signatures to; empty when it binds them to none. */
  static Optional<PssParameters> ofKey(PublicKey key) throws MalformedAsn1Exception {
    ASN1Encodable parameters = key.algorithm().map(AlgorithmIdentifier::getParameters).orElse(null);
    return !key.is(KeyType.RSA_PSS) || parameters == null
        ? Optional.empty()
        : Optional.of(ofSignature(parameters));
  }

  /** Whether a signature is as a key asks for: the same digests, and no less salt (section 3.3). */
  boolean keepsTo(PssParameters key) {
    return digest.equals(key.digest)
        && maskDigest.equals(key.maskDigest)
        && saltLength >= key.saltLength;
  }

  private static PssParameters of(RSASSAPSSparams read) throws MalformedAsn1Exception {
    AlgorithmIdentifier mask = read.getMaskGenAlgorithm();
    BigInteger salt = read.getSaltLength();
    if (!mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
        || salt.signum() < 0
        || salt.bitLength() > 31
        || salt.intValue() > LONGEST_SALT
        || !read.getTrailerField().equals(BigInteger.ONE)) {
      throw new MalformedAsn1Exception("the parameters of RSASSA-PSS are of no known kind");
    }
    return new PssParameters(
        read.getHashAlgorithm().getAlgorithm(),
        AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm(),
        salt.intValue());
  }
}
