package gcert.trust.profile;

import gcert.asn1.Asn1Decoding;
import gcert.signature.KeyType;
import gcert.signature.PssParameters;
import gcert.signature.PublicKey;
import gcert.signature.RsaKey;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.extension.PathCertificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Whether keys and signatures are strong enough to be believed (CA/Browser baseline requirements
 * sections 6.1.5 and 7.1.3.2).
 */
public final class AlgorithmStrength {
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
  private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

  private static final String SHA1 = "1.3.14.3.2.26";

  private AlgorithmStrength() {}

  /** Judges the key of a certificate. */
  public static void checkKey(PathCertificate subject, List<Finding> findings) {
    PublicKey key = subject.publicKey();
    Optional<RsaKey> rsa = key.rsa();
    if (rsa.isPresent() && rsa.get().bits() < RSA_BITS) {
      weak(subject, "has an RSA key of only " + rsa.get().bits() + " bits", findings);
    } else if (key.is(KeyType.DSA)) {
      weak(subject, "has a DSA key, which no TLS server may use", findings);
    }
  }

  /** Judges the signature on a certificate. */
  public static void checkSignature(PathCertificate subject, List<Finding> findings) {
    Optional<AlgorithmIdentifier> algorithm = subject.certificate().signatureAlgorithm();
    String identifier = algorithm.map(named -> named.getAlgorithm().getId()).orElse("");
    if (WEAK_SIGNATURES.contains(identifier)) {
      forgeable(subject, subject.certificate().signature(), findings);
    } else if (identifier.equals(RSASSA_PSS) && isOverSha1(algorithm.get())) {
      forgeable(subject, "RSASSA-PSS over SHA-1", findings);
    }
  }

  /** Says that nothing can be verified with a key that has a fault. */
  public static Finding unusable(PathCertificate subject) {
    return finding(subject, subject.publicKey().fault().orElse("has a key of no use"));
  }

  /**
   * The parameters of RSASSA-PSS name the digest, which is SHA-1 if they do not (RFC 4055, 3.1).
   * What cannot be read cannot be verified either.
   */
  private static boolean isOverSha1(AlgorithmIdentifier algorithm) {
    return Asn1Decoding.readOr(
        false,
        () -> PssParameters.ofSignature(algorithm.getParameters()).digest().getId().equals(SHA1));
  }

  private static void forgeable(PathCertificate subject, String how, List<Finding> findings) {
    findings.add(
        new Finding(
            Rule.WEAK_SIGNATURE,
            Severity.FAILURE,
            CertificateLabel.of(subject.certificate())
                + ": is signed with "
                + how
                + ", which can be forged"));
  }

  private static void weak(PathCertificate subject, String what, List<Finding> findings) {
    findings.add(finding(subject, what));
  }

  private static Finding finding(PathCertificate subject, String what) {
    return new Finding(
        Rule.WEAK_KEY, Severity.FAILURE, CertificateLabel.of(subject.certificate()) + ": " + what);
  }
}
