package gcert.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;

/** The public key beyond its strength (baseline requirements section 6.1, RFC 9881 section 5). */
final class KeyRules {
  private static final String ML_DSA = "2.16.840.1.101.3.4.3.";
  private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65537);

  /** Key encipherment, data encipherment and key agreement; encipher only and decipher only. */
  private static final int[] ENCRYPTING = {2, 3, 4, 7, 8};

  private KeyRules() {}

  static void check(Subject subject, TBSCertificate fields, Breaches breaches) {
    PublicKey key = subject.x509().getPublicKey();
    if (key instanceof RSAKey rsa) {
      if (rsa.getModulus().bitLength() % 8 != 0) {
        breaches.addFailure(
            Rule.WEAK_KEY,
            "has an RSA key of "
                + rsa.getModulus().bitLength()
                + " bits, which is no whole number of octets");
      }
      if (key instanceof RSAPublicKey open) {
        checkExponent(open.getPublicExponent(), breaches);
      }
      checkForm(fields.getSubjectPublicKeyInfo(), breaches);
    } else if (key instanceof ECPublicKey ec && !EcCurve.isPoint(ec)) {
      breaches.addFailure(Rule.WEAK_KEY, "has an EC key that is no point of its curve");
    }
    AlgorithmIdentifier kind = fields.getSubjectPublicKeyInfo().getAlgorithm();
    EcCurve.complaint(kind).ifPresent(what -> breaches.addFailure(Rule.WEAK_KEY, what));
    String algorithm = kind.getAlgorithm().getId();
    boolean[] usage = subject.x509().getKeyUsage();
    if (algorithm.startsWith(ML_DSA) && usage != null) {
      for (int bit : ENCRYPTING) {
        if (bit < usage.length && usage[bit]) {
          breaches.add(Rule.KEY_USAGE, "has a key that can only sign, meant to encrypt");
          return;
        }
      }
    }
  }

  /** The JDK takes a negative number for a positive one, and any parameters. */
  private static void checkForm(SubjectPublicKeyInfo key, Breaches breaches) {
    try {
      for (ASN1Encodable number : ASN1Sequence.getInstance(key.parsePublicKey())) {
        if (ASN1Integer.getInstance(number).getValue().signum() <= 0) {
          breaches.addFailure(Rule.WEAK_KEY, "has an RSA key with a negative number in it");
          return;
        }
      }
    } catch (IOException e) {
      breaches.addFailure(Rule.MALFORMED, "malformed certificate: its RSA key cannot be read");
      return;
    }
    AlgorithmIdentifier kind = key.getAlgorithm();
    if (kind.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
        && !DERNull.INSTANCE.equals(kind.getParameters())) {
      breaches.add(Rule.WEAK_KEY, "has an RSA key without the parameter NULL (RFC 3279)");
    }
  }

  private static void checkExponent(BigInteger exponent, Breaches breaches) {
    if (exponent.compareTo(BigInteger.TWO) < 0 || !exponent.testBit(0)) {
      breaches.addFailure(Rule.WEAK_KEY, "has an RSA key with an exponent that hides nothing");
    } else if (exponent.compareTo(SMALLEST_EXPONENT) < 0) {
      breaches.add(Rule.WEAK_KEY, "has an RSA key with a small public exponent");
    }
  }
}
