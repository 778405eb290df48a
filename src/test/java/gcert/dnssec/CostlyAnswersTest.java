package gcert.dnssec;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.testing.SignedDns;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Answers that are made to be dear to validate (CVE-2023-50387, CVE-2023-50868): they are never
 * secure, and cost no time. And what a run need not ask twice.
 */
class CostlyAnswersTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String ADDRESS = "mx 300 IN A 192.0.2.25";

  private SignedDns signed;

  @BeforeEach
  void start() {
    signed = SignedDns.start();
    signed.zone("good.test.", SignedDns.Damage.NONE, ADDRESS);
  }

  @AfterEach
  void stop() {
    signed.close();
  }

  /** A name server between, that changes answers. */
  private FakeDns between(BiConsumer<Record, Message> change) {
    return FakeDns.by(
        question -> {
          Message answer = new Message(signed.answer(question).toWire(65_535));
          change.accept(question.getQuestion(), answer);
          return Optional.of(answer.toWire(65_535));
        });
  }

  private ValidatingLookup lookup(FakeDns server) throws IOException {
    return new ValidatingLookup(
        List.of(server.address()),
        TrustAnchors.parse(signed.anchor().getBytes(StandardCharsets.US_ASCII)),
        Clock.systemUTC());
  }

  private void isRefused(BiConsumer<Record, Message> change, String name) throws IOException {
    try (FakeDns server = between(change)) {
      long begin = System.nanoTime();
      SecureAnswer answer = lookup(server).ask(name, Type.A, LIMIT, ExchangeLog.SILENT);
      assertThat(answer.security()).as(answer.toString()).isEqualTo(SecurityStatus.INDETERMINATE);
      assertThat(answer.reason()).contains("than are validated");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
    }
  }

  @Test
  void manyKeysWithOneTag() throws IOException {
    isRefused(
        (question, answer) -> {
          if (question.getType() == Type.DNSKEY && question.getName().labels() == 3) {
            for (int i = 0; i < 40; i++) {
              answer.addRecord(key(question.getName(), i), Section.ANSWER);
            }
          }
        },
        "mx.good.test");
  }

  @Test
  void manySignatures() throws IOException {
    isRefused(
        (question, answer) -> {
          if (question.getType() == Type.A) {
            for (int i = 0; i < 60; i++) {
              answer.addRecord(signature(question.getName(), i), Section.ANSWER);
            }
          }
        },
        "mx.good.test");
  }

  @Test
  void manyIterations() throws IOException {
    isRefused(
        (question, answer) -> {
          if (question.getType() == Type.A) {
            answer.addRecord(
                new NSEC3Record(
                    question.getName(),
                    DClass.IN,
                    60,
                    NSEC3Record.Digest.SHA1,
                    0,
                    2500,
                    new byte[8],
                    new byte[20],
                    new int[] {Type.SOA}),
                Section.AUTHORITY);
          }
        },
        "none.good.test");
  }

  @Test
  void keysAreAskedForOnceARun() throws IOException {
    AtomicInteger keys = new AtomicInteger();
    try (FakeDns server =
        between(
            (question, answer) -> {
              boolean about = question.getType() == Type.DNSKEY || question.getType() == Type.DS;
              keys.addAndGet(about ? 1 : 0);
            })) {
      ValidatingLookup lookup = lookup(server);
      SecureAnswer first = lookup.ask("mx.good.test", Type.A, LIMIT, ExchangeLog.SILENT);
      int asked = keys.get();
      SecureAnswer second = lookup.ask("none.good.test", Type.TLSA, LIMIT, ExchangeLog.SILENT);

      assertThat(first.security()).isEqualTo(SecurityStatus.SECURE);
      assertThat(second.security()).isEqualTo(SecurityStatus.SECURE);
      assertThat(asked).isPositive();
      assertThat(keys.get()).isEqualTo(asked);
    }
  }

  /** Swapping two pairs of octets leaves the tag as it is (RFC 4034 appendix B). */
  private static DNSKEYRecord key(Name zone, int number) {
    byte[] octets = new byte[64];
    octets[2 * (number % 32)] = 1;
    octets[2 * ((number + 1 + number / 32) % 32)] += 2;
    return new DNSKEYRecord(
        zone,
        DClass.IN,
        300,
        DNSKEYRecord.Flags.ZONE_KEY,
        DNSKEYRecord.Protocol.DNSSEC,
        DNSSEC.Algorithm.ECDSAP256SHA256,
        octets);
  }

  private static RRSIGRecord signature(Name owner, int number) {
    // Short, so that all of them fit into a datagram.
    byte[] octets = {(byte) number};
    return new RRSIGRecord(
        owner,
        DClass.IN,
        300,
        Type.A,
        DNSSEC.Algorithm.ECDSAP256SHA256,
        300,
        Instant.now().plusSeconds(3600),
        Instant.now().minusSeconds(3600),
        4711,
        new Name(owner, 1),
        octets);
  }
}
