package gcert.servers;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.util.Locale;

/** The certificates of one run: each for {@code mx.test}, by way of an intermediate. */
final class MintedCertificates {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate intermediate = TestCertificate.intermediate().issuedBy(root).mint();

  TestCertificate root() {
    return root;
  }

  TestCertificate withKey(KeyKind kind) {
    return TestCertificate.leaf("mx.test").key(kind).issuedBy(intermediate).mint();
  }

  /** One that ended three days ago. */
  TestCertificate expired() {
    return TestCertificate.leaf("mx.test").expiredDays(3).issuedBy(intermediate).mint();
  }

  /** The SHA-256 of a certificate, in hexadecimal. */
  static String sha256(TestCertificate certificate) {
    try {
      return Certificate.parse(certificate.der()).sha256();
    } catch (MalformedCertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same as Postfix has it: {@code 56:87:97:DA:…}. */
  static String fingerprint(TestCertificate certificate) {
    return sha256(certificate).toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
  }
}
