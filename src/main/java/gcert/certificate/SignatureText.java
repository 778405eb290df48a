package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Says in words by which algorithm something is signed. */
final class SignatureText {
  private SignatureText() {}

  static String of(AlgorithmIdentifier algorithm) {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return AlgorithmNames.of(algorithm.getAlgorithm());
    }
    if (algorithm.getParameters() == null) {
      return "RSASSA-PSS (no parameters)";
    }
    return Asn1Decoding.readOr("RSASSA-PSS (malformed parameters)", () -> pss(algorithm));
  }

  private static String pss(AlgorithmIdentifier algorithm) {
    RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
    AlgorithmIdentifier mask =
        AlgorithmIdentifier.getInstance(parameters.getMaskGenAlgorithm().getParameters());
    String hash = AlgorithmNames.of(parameters.getHashAlgorithm().getAlgorithm());
    String maskHash = mask == null ? hash : AlgorithmNames.of(mask.getAlgorithm());
    return "RSASSA-PSS ("
        + hash
        + (maskHash.equals(hash) ? "" : ", MGF1 with " + maskHash)
        + ", salt "
        + parameters.getSaltLength()
        + ")";
  }
}
