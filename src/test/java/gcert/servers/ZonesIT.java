package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecurityStatus;
import gcert.dnssec.TrustAnchors;
import gcert.dnssec.TrustedResolverLookup;
import gcert.dnssec.ValidatingLookup;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

/** What gcert and Unbound make of the same zones of a real authoritative server. */
@NeedsServers
class ZonesIT {
  private static final LoopbackNet NET = LoopbackNet.free();
  private static SignedZones zones;
  private static Knot knot;
  private static ValidatingUnbound unbound;

  @BeforeAll
  static void start() {
    zones = new SignedZones(List.of(NET.address(1)));
    for (SignedZones.Signing signing : SignedZones.Signing.values()) {
      String name = signing.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".test";
      zones.zone(name, signing, "mx IN A 192.0.2.25\nalias IN CNAME mx\n*.wild IN A 192.0.2.26\n");
    }
    knot = new Knot(NET.address(1));
    knot.start(zones.signed());
    unbound = new ValidatingUnbound(NET.address(2), NET.address(1), zones.anchor());
    unbound.start();
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : Arrays.asList(unbound, knot, zones)) {
      if (one != null) {
        one.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mx.nsec, A, SECURE, RECORDS",
    "alias.nsec, A, SECURE, RECORDS",
    "mx.nsec, TLSA, SECURE, NO_RECORDS",
    "none.nsec, A, SECURE, NO_SUCH_NAME",
    "mx.nsec3, A, SECURE, RECORDS",
    "mx.nsec3, TLSA, SECURE, NO_RECORDS",
    "none.nsec3, A, SECURE, NO_SUCH_NAME",
    "mx.rsa, A, SECURE, RECORDS",
    "none.rsa, A, SECURE, NO_SUCH_NAME",
    "mx.unsigned, A, INSECURE, RECORDS",
    "none.unsigned, A, INSECURE, NO_SUCH_NAME",
    "mx.expired, A, BOGUS, ''",
    "mx.forged, A, BOGUS, ''",
    "none.forged, A, BOGUS, ''",
    "mx.other-key, A, BOGUS, ''",
    "anything.wild.nsec, A, SECURE, RECORDS"
  })
  void whatAnAnswerIsWorth(String name, String type, SecurityStatus security, String outcome)
      throws IOException {
    InetSocketAddress resolver = new InetSocketAddress(NET.address(2), 53);
    SecureAnswer own =
        new ValidatingLookup(
                List.of(resolver),
                TrustAnchors.parse(zones.anchor().getBytes(StandardCharsets.US_ASCII)),
                Clock.systemUTC())
            .ask(name + ".test", Type.value(type), Duration.ofSeconds(10), ExchangeLog.SILENT);
    SecureAnswer unbounds =
        new TrustedResolverLookup(resolver)
            .ask(name + ".test", Type.value(type), Duration.ofSeconds(10), ExchangeLog.SILENT);

    assertThat(own.security()).as(own.toString()).isEqualTo(security);
    assertThat(unbounds.security()).as(unbounds.toString()).isEqualTo(security);
    if (!outcome.isEmpty()) {
      assertThat(own.outcome().name()).isEqualTo(outcome);
      assertThat(unbounds.outcome().name()).isEqualTo(outcome);
    }
  }
}
