package gcert.servers;

import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;

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
}
