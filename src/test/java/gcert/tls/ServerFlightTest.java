package gcert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reading along must never disturb what is read. */
class ServerFlightTest {
  private static final int RUNS = 3000;
  private static final int[] MESSAGES = {2, 11, 12, 13, 14, 22};

  private final Random random = new Random(20261125);

  @Test
  void whateverArrivesInWhateverPiecesNothingIsThrown() {
    for (int run = 0; run < RUNS; run++) {
      ServerFlight flight = new ServerFlight();
      feed(flight, run % 3 == 0 ? noise(random.nextInt(600)) : records());

      assertThat(flight.start()).hasSizeLessThanOrEqualTo(64);
      assertThat(flight.certificates()).allMatch(der -> der.length < 600);
      assertThat(flight.group().map(NamedGroup::label)).isNotNull();
    }
  }

  @Test
  void anAlertIsReadAcrossPieces() {
    ServerFlight flight = new ServerFlight();
    for (byte octet : new byte[] {21, 3, 3, 0, 2, 2, 40}) {
      flight.received(new byte[] {octet}, 0, 1);
    }

    assertThat(flight.alert()).contains(Alert.of(40));
  }

  /** Records with handshake messages in them whose lengths are often wrong. */
  private byte[] records() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      byte[] body = noise(random.nextInt(120));
      int said = random.nextInt(4) == 0 ? random.nextInt(200) : body.length;
      int kind = random.nextInt(6) == 0 ? 21 : 22;
      int message = MESSAGES[random.nextInt(MESSAGES.length)];
      for (int octet :
          new int[] {kind, 3, random.nextInt(5), 0, body.length + 4, message, 0, 0, said}) {
        out.write(octet);
      }
      out.writeBytes(body);
    }
    return out.toByteArray();
  }

  private byte[] noise(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  private void feed(ServerFlight flight, byte[] octets) {
    int at = 0;
    while (at < octets.length) {
      int length = 1 + random.nextInt(octets.length - at);
      flight.received(octets, at, length);
      at += length;
    }
  }
}
