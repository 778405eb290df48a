package gcert.dnssec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.testing.SignedDns;
import gcert.testing.SignedDns.Damage;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

/** What answers are worth, by a server whose zones are signed, or damaged in one way each. */
class ValidatingLookupTest {
  private static final String ADDRESS = "mx 300 IN A 192.0.2.1";

  private final SignedDns dns = SignedDns.start();

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void signedRecordsAreSecure() throws IOException {
    dns.zone("good.test.", Damage.NONE, ADDRESS);

    SecureAnswer answer = ask("mx.good.test", Type.A);

    assertThat(answer.security()).as(answer.reason()).isEqualTo(SecurityStatus.SECURE);
    assertThat(answer.records()).hasSize(1);
    assertThat(answer.reason()).isEmpty();
    assertThat(answer.ttl()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void recordsOfAZoneThatIsNotSignedAreInsecure() throws IOException {
    dns.zone("plain.test.", Damage.UNSIGNED, ADDRESS);

    SecureAnswer answer = ask("mx.plain.test", Type.A);

    assertThat(answer.security()).as(answer.reason()).isEqualTo(SecurityStatus.INSECURE);
    assertThat(answer.hasRecords()).isTrue();
    assertThat(answer.reason()).isNotEmpty();
  }

  @Test
  void whatShouldBeSignedAndIsNotIsBogus() throws IOException {
    for (Damage damage :
        List.of(Damage.EXPIRED, Damage.FORGED, Damage.OTHER_KEY, Damage.STRIPPED)) {
      String zone = damage.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".test.";
      dns.zone(zone, damage, ADDRESS);

      SecureAnswer answer = ask("mx." + zone, Type.A);

      assertThat(answer.security()).as(zone).isEqualTo(SecurityStatus.BOGUS);
      assertThat(answer.records()).isEmpty();
      assertThat(answer.reason()).as(zone).isNotEmpty();
    }
  }

  @Test
  void thatThereIsNoRecordIsSecureWhenItIsProven() throws IOException {
    dns.zone("good.test.", Damage.NONE, ADDRESS);

    SecureAnswer none = ask("mx.good.test", Type.TLSA);
    SecureAnswer noName = ask("_25._tcp.mx.good.test", Type.TLSA);

    assertThat(none.security()).as(none.reason()).isEqualTo(SecurityStatus.SECURE);
    assertThat(none.outcome()).isEqualTo(SecureAnswer.Outcome.NO_RECORDS);
    assertThat(noName.security()).isEqualTo(SecurityStatus.SECURE);
    assertThat(noName.outcome()).isEqualTo(SecureAnswer.Outcome.NO_SUCH_NAME);
  }

  @Test
  void anUnprovenDenialIsBogus() throws IOException {
    dns.zone("forged.test.", Damage.FORGED, ADDRESS);

    assertThat(ask("_25._tcp.mx.forged.test", Type.TLSA).security())
        .isEqualTo(SecurityStatus.BOGUS);
  }

  @Test
  void anAliasIsWorthNoMoreThanWhereItLeads() throws IOException {
    dns.zone("plain.test.", Damage.UNSIGNED, ADDRESS)
        .zone(
            "good.test.",
            Damage.NONE,
            ADDRESS,
            "in 300 IN CNAME mx",
            "out 300 IN CNAME mx.plain.test.");

    SecureAnswer inside = ask("in.good.test", Type.A);
    SecureAnswer outside = ask("out.good.test", Type.A);

    assertThat(inside.security()).isEqualTo(SecurityStatus.SECURE);
    assertThat(inside.name()).isEqualTo("mx.good.test");
    assertThat(outside.security()).isEqualTo(SecurityStatus.INSECURE);
    assertThat(outside.first()).isEqualTo(SecurityStatus.SECURE);
    assertThat(outside.name()).isEqualTo("mx.plain.test");
  }

  /** dnsjava's validator forgets the first half of such an answer when it comes to the second. */
  @Test
  void aForgedAliasToWhereNothingIsIsNotSecure() throws IOException {
    dns.zone("good.test.", Damage.NONE, ADDRESS)
        .zone("forged.test.", Damage.FORGED, "_25._tcp.mx 300 IN CNAME mx.good.test.");

    SecureAnswer answer = ask("_25._tcp.mx.forged.test", Type.TLSA);

    assertThat(answer.security()).as(answer.reason()).isEqualTo(SecurityStatus.BOGUS);
  }

  @Test
  void aliasesInACircleAreIndeterminate() throws IOException {
    dns.zone("good.test.", Damage.NONE, "a 300 IN CNAME b", "b 300 IN CNAME a");

    assertThat(ask("a.good.test", Type.A).security()).isEqualTo(SecurityStatus.INDETERMINATE);
  }

  @Test
  void whatNoAnchorStandsAboveIsIndeterminate() throws IOException {
    dns.zone("example.", Damage.NONE, ADDRESS);

    SecureAnswer answer = ask("mx.example", Type.A);

    assertThat(answer.security()).as(answer.reason()).isEqualTo(SecurityStatus.INDETERMINATE);
    assertThat(answer.reason()).contains("no trust anchor stands above the name");
  }

  @Test
  void aServerThatDoesNotAnswerLeavesItIndeterminate() throws IOException {
    SecureAnswer answer;
    try (FakeDns silent = FakeDns.silent()) {
      answer =
          new ValidatingLookup(List.of(silent.address()), TrustAnchors.ofRoot(), Clock.systemUTC())
              .ask("mx.good.test", Type.A, Duration.ofMillis(200), ExchangeLog.SILENT);
    }

    assertThat(answer.security()).as(answer.reason()).isEqualTo(SecurityStatus.INDETERMINATE);
    assertThat(answer.outcome()).isEqualTo(SecureAnswer.Outcome.NO_ANSWER);
  }

  private SecureAnswer ask(String name, int type) throws IOException {
    ValidatingLookup lookup =
        new ValidatingLookup(
            List.of(dns.server().address()),
            TrustAnchors.parse(dns.anchor().getBytes(UTF_8)),
            Clock.systemUTC());
    return lookup.ask(name, type, Duration.ofSeconds(5), ExchangeLog.SILENT);
  }
}
