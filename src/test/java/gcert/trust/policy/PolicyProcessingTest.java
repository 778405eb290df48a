package gcert.trust.policy;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.junit.jupiter.api.Test;

/** Policies where a CA requires them (RFC 5280 section 6.1). */
class PolicyProcessingTest {
  private static final String GOLD = "1.3.6.1.4.1.32473.10";
  private static final String SILVER = "1.3.6.1.4.1.32473.11";
  private static final String ANY = "2.5.29.32.0";

  private final TestCertificate root = TestCertificate.root().mint();

  @Test
  void nobodyNeedsAPolicyThatNobodyRequires() {
    assertThat(rule(ca(), leaf())).isEmpty();
    assertThat(rule(ca().policies(GOLD), leaf().policies(SILVER))).isEmpty();
  }

  @Test
  void aRequiredPolicyHasToBeThere() {
    assertThat(rule(requiring(0).policies(GOLD), leaf().policies(GOLD))).isEmpty();
    assertThat(rule(requiring(0).policies(GOLD), leaf())).isEqualTo("policy");
    assertThat(rule(requiring(0).policies(GOLD), leaf().policies(SILVER))).isEqualTo("policy");
    assertThat(rule(requiring(0), leaf().policies(GOLD))).isEqualTo("policy");
    assertThat(rule(requiring(5).policies(GOLD), leaf())).isEmpty();
  }

  @Test
  void anyPolicyStandsForAllUntilItIsInhibited() {
    assertThat(rule(requiring(0).policies(ANY), leaf().policies(GOLD))).isEmpty();
    assertThat(rule(requiring(0).policies(GOLD), leaf().policies(ANY))).isEmpty();
    CertificateBuilder inhibiting =
        requiring(0)
            .policies(GOLD)
            .extension(new ASN1ObjectIdentifier("2.5.29.54"), true, new ASN1Integer(0));
    assertThat(rule(inhibiting, leaf().policies(ANY))).isEqualTo("policy");
  }

  @Test
  void aMappedPolicyIsThatOfTheNextDomain() {
    assertThat(rule(mapping(GOLD, SILVER), leaf().policies(SILVER))).isEmpty();
    assertThat(rule(mapping(GOLD, SILVER), leaf().policies(GOLD))).isEqualTo("policy");
  }

  @Test
  void anyPolicyIsNotMapped() {
    assertThat(rule(mapping(ANY, SILVER), leaf().policies(SILVER))).isEqualTo("policy");
    assertThat(rule(mapping(GOLD, ANY), leaf().policies(SILVER))).isEqualTo("policy");
  }

  @Test
  void aMappingThatIsInhibitedTakesThePolicyAway() {
    TestCertificate upper =
        TestCertificate.intermediate("Upper")
            .issuedBy(root)
            .policies(GOLD)
            .extension(
                Extension.policyConstraints,
                true,
                new PolicyConstraints(BigInteger.ZERO, BigInteger.ZERO))
            .mint();
    TestCertificate lower =
        TestCertificate.intermediate("Lower")
            .issuedBy(upper)
            .policies(GOLD)
            .extension(Extension.policyMappings, true, mappings(GOLD, SILVER))
            .mint();
    TestCertificate leaf = leaf().policies(SILVER).issuedBy(lower).mint();
    assertThat(Judging.of(leaf, lower, upper).trusting(root).rule()).isEqualTo("policy");
  }

  private CertificateBuilder ca() {
    return TestCertificate.intermediate().issuedBy(root);
  }

  private CertificateBuilder requiring(int after) {
    return ca().extension(
            Extension.policyConstraints,
            true,
            new PolicyConstraints(BigInteger.valueOf(after), null));
  }

  private CertificateBuilder mapping(String issuers, String subjects) {
    return requiring(0)
        .policies(issuers)
        .extension(Extension.policyMappings, true, mappings(issuers, subjects));
  }

  private static PolicyMappings mappings(String issuers, String subjects) {
    return new PolicyMappings(
        CertPolicyId.getInstance(new ASN1ObjectIdentifier(issuers)),
        CertPolicyId.getInstance(new ASN1ObjectIdentifier(subjects)));
  }

  private static CertificateBuilder leaf() {
    return TestCertificate.leaf("mx.test");
  }

  private String rule(CertificateBuilder ca, CertificateBuilder leaf) {
    TestCertificate issuer = ca.mint();
    return Judging.of(leaf.issuedBy(issuer).mint(), issuer).trusting(root).rule();
  }
}
