package gcert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Failure;
import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.net.TimedSocket;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import gcert.testing.Mutation;
import gcert.testing.TestCertificate;
import gcert.trace.ExchangeLog;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An exchange without I/O, fed with the octets of servers that do as they please. */
final class ClearExchangeTest {
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();
  private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 1);

  private static ClearExchange exchange(String target) throws MalformedTargetException {
    ClearExchange exchange =
        new ClearExchange(
            (ServerTarget) new TargetParser(OptionalInt.empty()).parse(target),
            ExchangeSettings.defaults(),
            ExchangeLog.SILENT,
            Instant.EPOCH,
            Deadline.after(Duration.ofSeconds(30), Ticker.system()),
            Ticker.system());
    exchange.connected(HERE, HERE);
    return exchange;
  }

  /** A message, its length in three octets. */
  private static byte[] message(int type, byte... body) {
    return joined(
        new byte[] {
          (byte) type, (byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length
        },
        body);
  }

  /** Octets in records of at most so many. */
  private static byte[] records(int size, byte... octets) {
    byte[] all = new byte[0];
    for (int at = 0; at < octets.length; at += size) {
      byte[] part = Arrays.copyOfRange(octets, at, Math.min(at + size, octets.length));
      byte[] header = {22, 3, 3, (byte) (part.length >> 8), (byte) part.length};
      all = joined(all, header, part);
    }
    return all;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] serverHello(int version) {
    byte[] body = new byte[2 + 32 + 1 + 2 + 1];
    body[0] = 3;
    body[1] = (byte) version;
    body[35] = (byte) 0xc0;
    body[36] = 0x2b;
    return message(2, body);
  }

  private static byte[] certificates(byte[]... ders) {
    byte[] list = new byte[0];
    for (byte[] der : ders) {
      list = joined(list, Arrays.copyOfRange(message(0, der), 1, 4 + der.length));
    }
    return message(11, Arrays.copyOfRange(message(0, list), 1, 4 + list.length));
  }

  private static byte[] flight(int version) throws Exception {
    return joined(
        serverHello(version), certificates(LEAF.x509().getEncoded()), message(13), message(14));
  }

  private static Observation seen(ClearExchange exchange, byte[] octets, int step) {
    for (int at = 0; at < octets.length && exchange.observation().isEmpty(); at += step) {
      byte[] part = Arrays.copyOfRange(octets, at, Math.min(at + step, octets.length));
      exchange.receive(part, part.length);
    }
    exchange.end(TimedSocket.End.CLOSED);
    return exchange.observation().orElseThrow();
  }

  @Test
  void messagesMayLieInRecordsAndSegmentsAsTheyPlease() throws Exception {
    for (int record : new int[] {1, 5, 300, 16384}) {
      for (int segment : new int[] {1, 7, 100_000}) {
        Observation seen = seen(exchange("tls://mx.test:1"), records(record, flight(3)), segment);

        assertThat(seen.failure()).isEmpty();
        assertThat(seen.chain()).hasSize(1);
        assertThat(seen.chain().get(0).der()).isEqualTo(LEAF.x509().getEncoded());
        TlsSession session = seen.session().orElseThrow();
        assertThat(session.proven()).isFalse();
        assertThat(session.clientCertificateRequested()).isTrue();
        assertThat(session.cipher()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
      }
    }
  }

  @Test
  void olderVersionsAreSeenAsWell() throws Exception {
    for (int version = 0; version < 3; version++) {
      Observation seen = seen(exchange("tls://mx.test:1"), records(16384, flight(version)), 50);

      assertThat(seen.chain()).hasSize(1);
      assertThat(seen.session().orElseThrow().version())
          .isEqualTo(new String[] {"SSLv3", "TLSv1", "TLSv1.1"}[version]);
    }
  }

  @Test
  void aServerThatHangsUpAfterItsCertificateHasShownIt() throws Exception {
    byte[] cut = joined(serverHello(3), certificates(LEAF.x509().getEncoded()));

    assertThat(seen(exchange("tls://mx.test:1"), records(16384, cut), 4096).failure()).isEmpty();
  }

  @Test
  void eachKindOfNonsenseIsNamed() throws Exception {
    assertThat(failure(records(16384, flight(4)))).contains("a version that was not offered");
    assertThat(failure(records(16384, message(11)))).contains("no ServerHello first");
    assertThat(failure(records(16384, serverHello(3), serverHello(3))))
        .contains("a second ServerHello");
    assertThat(failure(records(16384, serverHello(3), message(14))))
        .isEqualTo("the server shows no certificate");
    assertThat(failure(records(16384, serverHello(3), certificates(new byte[] {1}), message(14))))
        .isEqualTo("the server's certificate cannot be read");
    assertThat(failure(joined(records(16384, serverHello(3)), new byte[] {23, 3, 3, 0, 1, 0})))
        .contains("no place in a handshake");
    assertThat(failure("HTTP/1.1 400 Bad\r\n".getBytes(StandardCharsets.US_ASCII)))
        .contains("like HTTP");
    assertThat(failure(new byte[] {22, 3, 3, 0x70, 0})).contains("no TLS record");
    assertThat(failure(new byte[] {21, 3, 3, 0, 2, 2, 70})).contains("speaks only TLS 1.3");
  }

  private static byte[] records(int size, byte[]... messages) {
    return records(size, joined(messages));
  }

  private static String failure(byte[] octets) throws MalformedTargetException {
    return seen(exchange("tls://mx.test:1"), octets, 1000).failure().map(Failure::what).orElse("");
  }

  @Test
  void anythingAtAllEndsInAnObservation() throws Exception {
    Random random = Mutation.random(20261128);
    Mutation mutation = new Mutation(random);
    byte[] tls = records(700, flight(3));
    byte[] smtp =
        joined(
            "220 mx\r\n250-mx\r\n250 STARTTLS\r\n220 go\r\n".getBytes(StandardCharsets.US_ASCII),
            tls);
    for (int i = 0; i < Mutation.rounds(4000); i++) {
      boolean plaintext = random.nextBoolean();
      byte[] octets = mutation.of(plaintext ? smtp : tls);
      Observation seen =
          seen(
              exchange(plaintext ? "mx.test" : "tls://mx.test:1"),
              octets,
              1 + random.nextInt(octets.length + 1));

      assertThat(seen.chain().isEmpty()).isEqualTo(seen.failure().isPresent());
    }
  }

  @Test
  void noMoreIsKeptThanTheLimitOfAMessage() throws Exception {
    ClearExchange exchange = exchange("tls://mx.test:1");
    byte[] start = records(16384, serverHello(3), new byte[] {11, 0x0f, (byte) 0xff, (byte) 0xff});
    exchange.receive(start, start.length);
    byte[] more = records(16384, new byte[16384]);
    for (int i = 0; i < 63; i++) {
      exchange.receive(more, more.length);
    }

    assertThat(exchange.observation()).isEmpty();
    assertThat(exchange.kept()).isLessThan(3 * 1024 * 1024);
  }
}
