package gcert.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Mutation;
import gcert.testing.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a server answers is an answer or a refusal, and nothing else. */
class AnswerFuzzTest {
  private static final int ROUNDS = Mutation.rounds(4000);

  @Test
  void changedAnswersAreReadOrRefused() throws IOException {
    Random random = Mutation.random(20261128);
    Mutation mutation = new Mutation(random);
    List<byte[]> good = goodAnswers();
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] octets = mutation.of(good.get(i % good.size()));
      for (boolean untilCertificate : new boolean[] {false, true}) {
        HelloAnswer answer =
            new FlightReader(new ByteArrayInputStream(octets), untilCertificate).read();
        assertThat(answer).isInstanceOfAny(HelloAnswer.Accepted.class, HelloAnswer.Refused.class);
        accepted += answer instanceof HelloAnswer.Accepted ? 1 : 0;
      }
    }
    assertThat(accepted).isBetween(ROUNDS / 10, 2 * ROUNDS);
  }

  @Test
  void anyOctetsAreReadOrRefused() throws IOException {
    Random random = Mutation.random(42);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] octets = new byte[random.nextInt(400)];
      random.nextBytes(octets);
      if (octets.length > 5 && random.nextBoolean()) {
        octets[0] = 22;
        octets[3] = 0;
        octets[4] = (byte) Math.min(octets.length - 5, 127);
      }
      assertThat(new FlightReader(new ByteArrayInputStream(octets), random.nextBoolean()).read())
          .isNotNull();
    }
  }

  @Test
  void anyAnswerInSsl2IsReadOrRefused() throws IOException {
    ScriptedServer server = new ScriptedServer();
    server.ssl2 = List.of(0x010080, 0x0700c0);
    server.certificate = new byte[400];
    Mutation mutation = new Mutation(Mutation.random(7));
    for (int i = 0; i < ROUNDS; i++) {
      byte[] octets = mutation.of(server.saidToSsl2());
      assertThat(Ssl2.read(new ByteArrayInputStream(octets)))
          .isInstanceOfAny(HelloAnswer.Ssl2.class, HelloAnswer.Refused.class);
    }
  }

  @Test
  void refusesFlightsWithoutEnd() throws IOException {
    byte[] record = ScriptedServer.record(22, new byte[16384]);
    byte[] message = ScriptedServer.record(22, (byte) 2, (byte) 0xff, (byte) 0xff, (byte) 0xff);
    TlsVectorWriter endless = new TlsVectorWriter().raw(message);
    for (int i = 0; i < 100; i++) {
      endless.raw(record);
    }

    assertThat(new FlightReader(new ByteArrayInputStream(endless.toArray()), false).read())
        .isEqualTo(new HelloAnswer.Refused(-1));
  }

  @Test
  void readsMessagesInAsManyRecordsAsTheyCome() throws IOException {
    byte[] whole = goodAnswers().get(0);
    byte[] messages = java.util.Arrays.copyOfRange(whole, 5, whole.length);
    TlsVectorWriter pieces = new TlsVectorWriter();
    for (byte octet : messages) {
      pieces.raw(ScriptedServer.record(22, octet));
    }

    HelloAnswer answer = new FlightReader(new ByteArrayInputStream(pieces.toArray()), false).read();

    assertThat(answer)
        .isInstanceOfSatisfying(
            HelloAnswer.Accepted.class,
            accepted -> {
              assertThat(accepted.certificates()).hasSize(1);
              assertThat(accepted.exchange()).isPresent();
            });
  }

  private static List<byte[]> goodAnswers() {
    ScriptedServer server = new ScriptedServer();
    server.certificate = TestCertificate.leaf("mx.test").mint().der();
    server.extensions = List.of(0xff01, 22, 23, 35);
    server.protocols = List.of("smtp");
    server.suites.put(0x0303, List.of(0xc02f, 0x009f, 0x0003));
    server.suites.put(0x0304, List.of(0x1301));
    List<byte[]> answers = new ArrayList<>();
    for (int suite : List.of(0xc02f, 0x009f, 0x0003)) {
      answers.add(server.said(hello(ProtocolVersion.TLS_1_2, suite).octets()));
    }
    answers.add(server.said(hello(ProtocolVersion.TLS_1_3, 0x1301).octets()));
    answers.add(server.said(hello(ProtocolVersion.TLS_1_3, 0x1301).withShares().octets()));
    return answers;
  }

  private static ClientHello hello(ProtocolVersion version, int suite) {
    return new ClientHello(
        version,
        List.of(suite),
        List.of(29, 23),
        List.of(0x0804, 0x0401),
        Optional.of("mx.test"),
        List.of("smtp"),
        false);
  }
}
