package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that send the same thing again and again where a handshake should go on. */
class StormTest {

  @ParameterizedTest
  @CsvSource({
    "150303000201 5a, the server sends more than 100 warning alerts",
    "160303000400 000000, the server sends more than 1000 HelloRequest messages",
  })
  void endsByTheBoundAndNamesIt(String octets, String words) {
    StringBuilder text = new StringBuilder();
    String digits = octets.replace(" ", "");
    for (int i = 0; i < digits.length(); i += 2) {
      text.append((char) Integer.parseInt(digits.substring(i, i + 2), 16));
    }
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .at(Moment.HANDSHAKE, Fault.endless(text.toString()))
            .start()) {
      for (String command : new String[] {"fetch", "peek"}) {
        Gcert.Outcome outcome = Gcert.run(command, server.target());

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("TLS handshake: " + words).hasLineCount(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"fetch", "peek"})
  void recordsWithoutContentEndInAMessageAsWell(String command) {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .at(Moment.HANDSHAKE, Fault.endless("\26\3\3\0\0"))
            .start()) {
      Gcert.Outcome outcome = Gcert.run(command, server.target());

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.err()).contains("TLS handshake: ").hasLineCount(1);
    }
  }
}
