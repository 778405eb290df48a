package gcert.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.DialSettings;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.testing.FakeMailServer;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import gcert.tls.ConnectionOpener;
import gcert.tls.ExchangeSettings;
import gcert.tls.ServerName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a server is asked. */
class NetworkProbeConnectionTest {

  @Test
  void asksNoMoreAfterTenTimesTheTimeOfAnExchange() throws Exception {
    AtomicLong now = new AtomicLong();
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(TestCertificate.leaf("mx.test").mint().identity())
            .start()) {
      ServerTarget target =
          new ServerTarget("x", Host.Address.of(loopback), server.port(), Protocol.SMTP);
      ExchangeSettings settings =
          new ExchangeSettings(
              DialSettings.defaults(),
              Duration.ofSeconds(20),
              new ServerName.Omitted(),
              Optional.empty());
      ConnectionOpener opener =
          new ConnectionOpener(
              (name, limit, log) -> java.util.List.of(), settings, now::get, Optional.empty());
      NetworkProbeConnection line =
          new NetworkProbeConnection(opener, target, Optional.of(loopback), now::get, millis -> {});

      assertThat(line.askSsl2()).isInstanceOf(HelloAnswer.Refused.class);
      assertThat(line.givenUp()).isEmpty();
      now.set(Duration.ofSeconds(200).toNanos());

      assertThat(line.askSsl2()).isInstanceOf(HelloAnswer.Unanswered.class);
      assertThat(line.givenUp().orElseThrow().what())
          .isEqualTo("not everything could be asked within 200 s");
      assertThat(line.connections()).isEqualTo(1);
    }
  }
}
