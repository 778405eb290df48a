package gcert.trust.profile;

import gcert.failure.Escaped;
import gcert.signature.KeyType;
import gcert.signature.PublicKey;
import gcert.signature.RsaKey;
import gcert.trust.Rule;
import gcert.trust.extension.PathCertificate;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The public key beyond its strength (baseline requirements section 6.1, RFC 9881 section 5). */
final class KeyRules {
  private static final List<KeyType> ML_DSA =
      List.of(KeyType.ML_DSA_44, KeyType.ML_DSA_65, KeyType.ML_DSA_87);
  private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65537);

  /** Key encipherment, data encipherment and key agreement; encipher only and decipher only. */
  private static final int[] ENCRYPTING = {2, 3, 4, 7, 8};

  private static final int LIMIT = 64;

  private KeyRules() {}

  static void check(PathCertificate subject, ProfileViolations breaches) {
    PublicKey key = subject.publicKey();
    Optional<AlgorithmIdentifier> algorithm = key.algorithm();
    if (algorithm.isEmpty()) {
      breaches.addFailure(Rule.MALFORMED, "malformed certificate: its public key cannot be read");
      return;
    }
    Optional<RsaKey> rsa = key.rsa();
    String name = Escaped.of(subject.certificate().key(), LIMIT);
    Optional<String> curve =
        EcCurve.complaint(algorithm.get(), name.startsWith("EC ") ? name.substring(3) : name);
    if (rsa.isPresent()) {
      checkNumbers(rsa.get(), breaches);
      checkParameters(algorithm.get(), breaches);
    } else if (curve.isPresent()) {
      breaches.addFailure(Rule.WEAK_KEY, curve.get());
    } else if (key.type().isEmpty()) {
      breaches.addFailure(Rule.WEAK_KEY, "has a key of an unsupported type: " + name);
    } else if (key.fault().isPresent()) {
      breaches.addFailure(Rule.WEAK_KEY, key.fault().get());
    }
    if (key.type().map(ML_DSA::contains).orElse(false)) {
      checkUsage(subject, breaches);
    }
  }

  private static void checkNumbers(RsaKey key, ProfileViolations breaches) {
    if (key.modulus().signum() <= 0 || key.exponent().signum() <= 0) {
      breaches.addFailure(Rule.WEAK_KEY, "has an RSA key with a negative number in it");
      return;
    }
    if (key.bits() % 8 != 0) {
      breaches.addFailure(
          Rule.WEAK_KEY, "has an RSA key of " + key.bits() + " bits, which is not a multiple of 8");
    }
    if (key.exponent().compareTo(BigInteger.TWO) < 0 || !key.exponent().testBit(0)) {
      breaches.addFailure(Rule.WEAK_KEY, "has an RSA key with an exponent that hides nothing");
    } else if (key.exponent().compareTo(SMALLEST_EXPONENT) < 0) {
      breaches.add(Rule.WEAK_KEY, "has an RSA key with a small public exponent");
    }
  }

  private static void checkParameters(AlgorithmIdentifier algorithm, ProfileViolations breaches) {
    if (algorithm.getAlgorithm().getId().equals(KeyType.RSA.identifier())
        && !DERNull.INSTANCE.equals(algorithm.getParameters())) {
      breaches.add(Rule.WEAK_KEY, "has an RSA key without the parameter NULL (RFC 3279)");
    }
  }

  private static void checkUsage(PathCertificate subject, ProfileViolations breaches) {
    for (int bit : ENCRYPTING) {
      if (subject.keyIsFor(bit)) {
        breaches.add(Rule.KEY_USAGE, "has a key that can only sign, meant to encrypt");
        return;
      }
    }
  }
}
