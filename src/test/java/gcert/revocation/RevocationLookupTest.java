package gcert.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.net.Ticker;
import gcert.testing.Judging;
import gcert.testing.MintedCrl;
import gcert.testing.MintedOcspResponse;
import gcert.testing.PublicationServer;
import gcert.testing.TestCertificate;
import gcert.trace.ExchangeLog;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which sources are asked, in which order, and how often. */
class RevocationLookupTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();

  private PublicationServer ca;

  @BeforeEach
  void startCa() throws IOException {
    ca = PublicationServer.start();
  }

  @AfterEach
  void stopCa() {
    ca.close();
  }

  private TestCertificate leaf(String... paths) {
    var points = new org.bouncycastle.asn1.x509.DistributionPoint[paths.length];
    for (int i = 0; i < paths.length; i++) {
      points[i] =
          new org.bouncycastle.asn1.x509.DistributionPoint(
              new DistributionPointName(
                  new GeneralNames(
                      new GeneralName(GeneralName.uniformResourceIdentifier, ca.url(paths[i])))),
              null,
              null);
    }
    var builder = TestCertificate.leaf("mx.test").issuedBy(ROOT);
    if (paths.length > 0) {
      builder.extension(Extension.cRLDistributionPoints, false, new CRLDistPoint(points));
    }
    return builder.mint();
  }

  private static RevocationLookup lookup(Duration timeout) {
    return new RevocationLookup(
        PublicationServer.reader(), timeout, Instant.now(), Ticker.system());
  }

  private static CertificateStatus ask(
      RevocationLookup lookup, TestCertificate leaf, byte[]... stapled) {
    return lookup.statuses(path(leaf), List.of(stapled), ExchangeLog.SILENT).get(0);
  }

  private static List<Certificate> path(TestCertificate leaf) {
    return List.of(Judging.certificate(leaf), Judging.certificate(ROOT));
  }

  private static List<String> findings(CertificateStatus status) {
    Verdict verdict = new Verdict(List.of(), List.of(status.certificate()), Optional.empty());
    return new RevocationJudge(RevocationMode.SOFT)
        .judge(verdict, List.of(status), /* fromServer= */ true).findings().stream()
            .filter(finding -> finding.severity() != Severity.INFO)
            .map(Finding::message)
            .toList();
  }

  @Test
  void aCertificateIsAskedAboutOnceInARun() {
    TestCertificate leaf = leaf("/1.crl");
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());
    RevocationLookup lookup = lookup(Duration.ofSeconds(20));

    ask(lookup, leaf);
    ask(lookup, leaf);

    assertThat(ca.asked()).containsExactly("/1.crl");
  }

  @Test
  void aStapledResponseCountsWhereThereIsNoList() {
    TestCertificate leaf = leaf();
    RevocationLookup lookup = lookup(Duration.ofSeconds(20));

    CertificateStatus good = ask(lookup, leaf, MintedOcspResponse.of(leaf).der());
    CertificateStatus revoked =
        ask(
            lookup,
            leaf,
            MintedOcspResponse.of(leaf).status(new RevokedStatus(new java.util.Date(0), 1)).der());

    assertThat(good.decisive().orElseThrow().text()).isEqualTo("stapled OCSP response");
    assertThat(findings(good)).isEmpty();
    assertThat(findings(revoked))
        .containsExactly(
            "mx.test: was revoked 1970-01-01 00:00 UTC (keyCompromise), says the stapled OCSP"
                + " response");
  }

  @Test
  void aStapledResponseThatDoesNotHoldIsToldOfBesideAListThatDoes() {
    TestCertificate leaf = leaf("/1.crl");
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());
    TestCertificate other = TestCertificate.root("Other").mint();

    CertificateStatus status =
        ask(
            lookup(Duration.ofSeconds(20)),
            leaf,
            MintedOcspResponse.of(leaf).forgedBy(other).der());

    assertThat(status.decisive().orElseThrow().kind()).isEqualTo(SourceStatus.Kind.CRL);
    assertThat(findings(status))
        .singleElement()
        .asString()
        .startsWith("mx.test: the OCSP response that the server staples is signed neither by");
  }

  @Test
  void aStapledRevocationWinsOverAListThatDoesNotHaveItYet() {
    TestCertificate leaf = leaf("/1.crl");
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());

    CertificateStatus status =
        ask(
            lookup(Duration.ofSeconds(20)),
            leaf,
            MintedOcspResponse.of(leaf).status(new RevokedStatus(new java.util.Date(0), 1)).der());

    assertThat(status.decisive().orElseThrow().status())
        .isInstanceOf(RevocationStatus.Revoked.class);
  }

  @Test
  void listsForSomeReasonsCountTogether() {
    TestCertificate leaf = leaf("/some.crl", "/rest.crl");
    ca.publish("/some.crl", partial(ReasonFlags.keyCompromise));
    ca.publish("/rest.crl", partial(ReasonFlags.keyCompromise));

    assertThat(ask(lookup(Duration.ofSeconds(20)), leaf).decisive()).isEmpty();

    ca.publish(
        "/rest.crl",
        partial(
            ReasonFlags.cACompromise
                | ReasonFlags.affiliationChanged
                | ReasonFlags.superseded
                | ReasonFlags.cessationOfOperation
                | ReasonFlags.certificateHold
                | ReasonFlags.privilegeWithdrawn
                | ReasonFlags.aACompromise));

    assertThat(ask(lookup(Duration.ofSeconds(20)), leaf).decisive()).isPresent();
  }

  private static byte[] partial(int reasons) {
    IssuingDistributionPoint scope =
        new IssuingDistributionPoint(null, false, false, new ReasonFlags(reasons), false, false);
    return MintedCrl.of(ROOT).extension(Extension.issuingDistributionPoint, true, scope).der();
  }

  @Test
  void aSecondAddressIsAskedWhereTheFirstHasNothing() {
    TestCertificate leaf = leaf("/gone.crl", "/1.crl");
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());

    assertThat(ask(lookup(Duration.ofSeconds(20)), leaf).decisive()).isPresent();
    assertThat(ca.asked()).containsExactly("/gone.crl", "/1.crl");
  }

  @Test
  void aCertificateThatIsItselfTrustedHasNobodyToAsk() {
    assertThat(
            lookup(Duration.ofSeconds(20))
                .statuses(List.of(Judging.certificate(ROOT)), List.of(), ExchangeLog.SILENT))
        .isEmpty();
  }
}
