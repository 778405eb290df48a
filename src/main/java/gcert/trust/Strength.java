package gcert.trust;

import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Set;

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
    if (WEAK_SIGNATURES.contains(subject.x509().getSigAlgOID())) {
      findings.add(
          new Finding(
              Rule.WEAK_SIGNATURE,
              Severity.FAILURE,
              Label.of(subject.certificate())
                  + ": is signed with "
                  + subject.x509().getSigAlgName()
                  + ", which can be forged"));
    }
  }

  private static void weak(Subject subject, String what, List<Finding> findings) {
    findings.add(
        new Finding(
            Rule.WEAK_KEY, Severity.FAILURE, Label.of(subject.certificate()) + ": " + what));
  }
}
