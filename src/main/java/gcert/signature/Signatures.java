package gcert.signature;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.MalformedAsn1Exception;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.DSAExt;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** Verifies signatures in the algorithms of X.509 (RFC 5280 section 4.1.1.2). */
public final class Signatures {
  private Signatures() {}

  /**
   * Whether a signature holds.
   *
   * @param algorithm the algorithm with its parameters, as the signed thing names it
   * @param signed the octets that are signed
   * @param signature the octets of the signature
   * @param key the key of the signer
   */
  public static SignatureOutcome verify(
      AlgorithmIdentifier algorithm, byte[] signed, byte[] signature, PublicKey key) {
    Optional<SignatureAlgorithm> known = SignatureAlgorithm.of(algorithm.getAlgorithm().getId());
    if (known.isEmpty()) {
      return SignatureOutcome.UNSUPPORTED_ALGORITHM;
    }
    Optional<AsymmetricKeyParameter> parameter = key.parameter();
    if (parameter.isEmpty()) {
      return SignatureOutcome.UNUSABLE_KEY;
    }
    if (!known.get().fits(key) || !known.get().takes(algorithm.getParameters())) {
      return SignatureOutcome.FAILS;
    }
    boolean holds =
        Asn1Decoding.readOr(
            false, () -> verify(known.get(), algorithm, signed, signature, key, parameter.get()));
    return holds ? SignatureOutcome.HOLDS : SignatureOutcome.FAILS;
  }

  private static boolean verify(
      SignatureAlgorithm known,
      AlgorithmIdentifier algorithm,
      byte[] signed,
      byte[] signature,
      PublicKey key,
      AsymmetricKeyParameter parameter)
      throws IOException, MalformedAsn1Exception {
    return switch (known.scheme()) {
      case PKCS1 ->
          Pkcs1.verify(known.digestIdentifier(), signed, signature, key.rsa().orElseThrow());
      case PSS -> pss(algorithm, signed, signature, key, parameter);
      case ECDSA -> dsa(new ECDSASigner(), known, signed, signature, parameter);
      case DSA -> dsa(new DSASigner(), known, signed, signature, parameter);
      case ED25519 -> whole(new Ed25519Signer(), signed, signature, parameter);
      case ED448 -> whole(new Ed448Signer(new byte[0]), signed, signature, parameter);
      case ML_DSA -> whole(new MLDSASigner(), signed, signature, parameter);
    };
  }

  private static boolean pss(
      AlgorithmIdentifier algorithm,
      byte[] signed,
      byte[] signature,
      PublicKey key,
      AsymmetricKeyParameter parameter)
      throws MalformedAsn1Exception {
    PssParameters parameters = PssParameters.ofSignature(algorithm.getParameters());
    Optional<PssParameters> bound = PssParameters.ofKey(key);
    Optional<Digest> digest = Digests.of(parameters.digest());
    Optional<Digest> mask = Digests.of(parameters.maskDigest());
    if (digest.isEmpty()
        || mask.isEmpty()
        || (bound.isPresent() && !parameters.keepsTo(bound.get()))) {
      return false;
    }
    return whole(
        new PSSSigner(new RSAEngine(), digest.get(), mask.get(), parameters.saltLength()),
        signed,
        signature,
        parameter);
  }

  private static boolean whole(
      Signer signer, byte[] signed, byte[] signature, AsymmetricKeyParameter key) {
    signer.init(false, key);
    signer.update(signed, 0, signed.length);
    return signer.verifySignature(signature);
  }

  private static boolean dsa(
      DSAExt signer,
      SignatureAlgorithm known,
      byte[] signed,
      byte[] signature,
      AsymmetricKeyParameter key)
      throws IOException {
    signer.init(false, key);
    // In DER, and no otherwise: a second encoding of a signature would be a second certificate.
    BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(signer.getOrder(), signature);
    Digest digest = Digests.of(known.digestIdentifier()).orElseThrow();
    return signer.verifySignature(Digests.digest(digest, signed), numbers[0], numbers[1]);
  }
}
