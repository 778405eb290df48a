package gcert.trust;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether keys and signatures are strong enough to be believed (CA/Browser baseline requirements
 * sections 6.1.5 and 7.1.3.2).
 */
final class Strength {
  private static final int RSA_BITS = 2048;

  private static final Set<String> WEAK_SIGNATURES =
      Set.of(
          "1.2.840.113549.1.1.2", // MD2 with RSA
          "1.2.840.113549.1.1.3", // MD4 with RSA
          "1.2.840.113549.1.1.4", // MD5 with RSA
          "1.2.840.113549.1.1.5", // SHA-1 with RSA
          "1.3.14.3.2.29", // SHA-1 with RSA, by its older name
          "1.2.840.10040.4.3", // SHA-1 with DSA
          "1.3.14.3.2.27", // SHA-1 with DSA, by its older name
          "1.2.840.10045.4.1"); // SHA-1 with ECDSA

  /** The signature algorithm that names its digest in parameters (RFC 4055). */
  static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

  private Strength() {}

  /** Judges the key of a certificate. */
  static void checkKey(Subject subject, List<Finding> findings) {
    PublicKey key = subject.x509().getPublicKey();
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < RSA_BITS) {
      weak(subject, "has an RSA key of only " + rsa.getModulus().bitLength() + " bits", findings);
    } else if (key instanceof DSAKey) {
      weak(subject, "has a DSA key, which no TLS server may use", findings);
    }
  }

  /** Judges the signature on a certificate. */
  static void checkSignature(Subject subject, List<Finding> findings) {
    X509Certificate x509 = subject.x509();
    String algorithm = x509.getSigAlgOID();
    if (WEAK_SIGNATURES.contains(algorithm)) {
      forgeable(subject, x509.getSigAlgName(), findings);
    } else if (algorithm.equals(RSASSA_PSS) && isOverSha1(x509.getSigAlgParams())) {
      forgeable(subject, "RSASSA-PSS over SHA-1", findings);
    }
  }

  /**
   * The parameters of RSASSA-PSS name the digest, which is SHA-1 if they do not (RFC 4055, 3.1).
   */
  private static boolean isOverSha1(byte @Nullable [] parameters) {
    if (parameters == null) {
      // Without any, no signature holds.
      return false;
    }
    try {
      AlgorithmParameters read = AlgorithmParameters.getInstance("RSASSA-PSS");
      read.init(parameters);
      String digest = read.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
      return digest.equals("SHA-1");
    } catch (GeneralSecurityException | IOException e) {
      // What cannot be read cannot be verified either.
      return false;
    }
  }

  private static void forgeable(Subject subject, String how, List<Finding> findings) {
    findings.add(
        new Finding(
            Rule.WEAK_SIGNATURE,
            Severity.FAILURE,
            Label.of(subject.certificate()) + ": is signed with " + how + ", which can be forged"));
  }

  private static void weak(Subject subject, String what, List<Finding> findings) {
    findings.add(
        new Finding(
            Rule.WEAK_KEY, Severity.FAILURE, Label.of(subject.certificate()) + ": " + what));
  }
}
