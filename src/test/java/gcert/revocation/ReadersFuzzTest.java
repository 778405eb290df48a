package gcert.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.Certificate;
import gcert.testing.Judging;
import gcert.testing.MintedCrl;
import gcert.testing.MintedOcspResponse;
import gcert.testing.Mutation;
import gcert.testing.TestCertificate;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/**
 * CRLs and OCSP responses with something changed, the same ones each time: none does anything but
 * be refused, or say what the unchanged one says; none says of itself that a certificate is good.
 */
class ReadersFuzzTest {
  private static final int COUNT = Mutation.rounds(2_000);
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate LEAF =
      TestCertificate.leaf("mx.test")
          .issuedBy(ROOT)
          .extension(
              Extension.cRLDistributionPoints,
              false,
              new CRLDistPoint(
                  new org.bouncycastle.asn1.x509.DistributionPoint[] {
                    new org.bouncycastle.asn1.x509.DistributionPoint(name(), null, null)
                  }))
          .mint();
  private static final Certificate READ = Judging.certificate(LEAF);
  private static final Certificate ISSUER = Judging.certificate(ROOT);

  private static DistributionPointName name() {
    return new DistributionPointName(
        new GeneralNames(
            new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.test/1")));
  }

  @Test
  void noChangedListSaysThatWhatIsRevokedIsGood() {
    byte[] list =
        MintedCrl.of(ROOT)
            .revoke(BigInteger.TEN, 3)
            .revoke(LEAF, 1)
            .extension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(name(), true, false, null, false, false))
            .der();
    DistributionPoint point = DistributionPoint.of(READ).get(0);
    Random random = Mutation.random(1);
    for (int i = 0; i < COUNT; i++) {
      byte[] changed = new Mutation(random).of(list);
      try {
        CrlCheck.Outcome outcome =
            new CrlCheck(READ, ISSUER, Instant.now()).judge(Crl.parse(changed), point);
        assertThat(outcome.status())
            .as("change %s", i)
            .isNotInstanceOf(RevocationStatus.Good.class);
      } catch (MalformedAsn1Exception e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void noChangedResponseSaysThatWhatIsUnknownIsGood() {
    TestCertificate responder =
        TestCertificate.leaf("ocsp.test")
            .freshKey()
            .issuedBy(ROOT)
            .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
            .mint();
    for (byte[] response :
        List.of(
            MintedOcspResponse.of(LEAF)
                .status(new org.bouncycastle.cert.ocsp.UnknownStatus())
                .signedBy(responder)
                .der(),
            MintedOcspResponse.of(LEAF)
                .status(new org.bouncycastle.cert.ocsp.UnknownStatus())
                .der())) {
      Random random = Mutation.random(2);
      for (int i = 0; i < COUNT; i++) {
        RevocationStatus status =
            new OcspCheck(READ, ISSUER, Instant.now()).judge(new Mutation(random).of(response));
        assertThat(status).as("change %s", i).isInstanceOf(RevocationStatus.Unknown.class);
      }
    }
  }
}
