package gcert.dane;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecurityStatus;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trust.Rule;
import gcert.trust.Verdict;
import gcert.trust.path.CertificateCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;

/** Servers that have certificates for two kinds of key. */
class DaneOtherKeyTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final Certificate EC = read(TestCertificate.leaf("mx.test").issuedBy(ROOT).mint());
  private static final Certificate RSA =
      read(TestCertificate.leaf("mx.test").key(KeyKind.RSA_2048).issuedBy(ROOT).mint());

  @Test
  void eachNeedsARecord() throws Exception {
    assertThat(DaneJudge.refuses(judge(EC, RSA))).isFalse();
    Verdict one = judge(EC);
    assertThat(DaneJudge.refuses(one)).isTrue();
    assertThat(one.findings().get(0).rule()).isEqualTo(Rule.DANE_OTHER_KEY);
    assertThat(one.findings().get(0).message())
        .startsWith("the certificate with a key of the kind RSA: no TLSA record matches")
        .contains(RSA.spkiSha256());
    assertThat(judge(RSA).findings())
        .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo(Rule.DANE));
  }

  private static Verdict judge(Certificate... published) throws Exception {
    Name owner = Name.fromString("_25._tcp.mx.test.");
    List<Record> records =
        Arrays.stream(published)
            .<Record>map(
                one ->
                    new TLSARecord(
                        owner, DClass.IN, 60, 3, 1, 1, HexFormat.of().parseHex(one.spkiSha256())))
            .toList();
    DaneFacts facts =
        new DaneFacts(
            new Host.Name("mx.test"),
            25,
            true,
            Optional.empty(),
            answer("mx.test", List.of()),
            List.of(new DaneFacts.Base("mx.test", answer("_25._tcp.mx.test", records))));
    Observation seen = seen(EC, List.of(seen(RSA, List.of())));
    Verdict usual = new Verdict(List.of(), List.of(EC), Optional.empty());
    return new DaneJudge(facts, false, Instant.now(), new CertificateCache()).judge(seen, usual);
  }

  private static Observation seen(Certificate shown, List<Observation> others) {
    return new Observation(
        new ServerTarget("mx.test", new Host.Name("mx.test"), 25, Protocol.SMTP),
        Instant.now(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(shown),
        Timing.none(),
        Optional.empty(),
        others);
  }

  private static SecureAnswer answer(String name, List<Record> records) {
    return new SecureAnswer(
        name,
        name,
        SecureAnswer.Outcome.RECORDS,
        records,
        SecurityStatus.SECURE,
        SecurityStatus.SECURE,
        Duration.ofMinutes(1),
        "");
  }

  private static Certificate read(TestCertificate minted) {
    try {
      return Certificate.parse(minted.der());
    } catch (MalformedCertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}
