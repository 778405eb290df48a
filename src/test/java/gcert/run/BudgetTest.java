package gcert.run;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.dns.AddressLookup;
import gcert.dns.MailLookup;
import gcert.failure.Step;
import gcert.target.FileTarget;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.testing.FakeMailServer;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import gcert.tls.ExchangeSettings;
import gcert.tls.Observation;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Look-ups and exchange share one span of time, on a clock that only look-ups move. */
class BudgetTest {
  private final FakeMailServer server =
      FakeMailServer.smtp(ServerIdentity.of(TestCertificate.leaf("mx.test").mint()));
  private final AtomicLong now = new AtomicLong();
  private final List<Duration> limits = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aLookUpThatLeavesTimeIsFollowedByTheExchange() {
    Observation seen = visit(Duration.ofSeconds(29), Expansion.none());
    assertThat(seen.failure()).isEmpty();
    assertThat(limits).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void aLookUpThatTakesAllTheTimeLeavesNoneForTheExchange() {
    for (boolean allAddresses : new boolean[] {false, true}) {
      Expansion expansion = new Expansion(Discovery.HOST, allAddresses, 1, Duration.ZERO);
      assertThat(visit(Duration.ofSeconds(31), expansion).failure())
          .hasValueSatisfying(
              failure -> {
                assertThat(failure.step()).isEqualTo(Step.CONNECT);
                assertThat(failure.what()).contains("30 s");
              });
    }
  }

  private Observation visit(Duration lookUp, Expansion expansion) {
    AddressLookup slow =
        (name, limit, log) -> {
          limits.add(limit);
          now.addAndGet(lookUp.toNanos());
          return List.of(InetAddress.getLoopbackAddress());
        };
    VisitContext context =
        new VisitContext(
            slow,
            MailLookup::ofSystem,
            () -> new TlsClient(TlsSettings.defaults()),
            ExchangeSettings.defaults(),
            now::get,
            Clock.systemUTC(),
            Optional.empty());
    ServerTarget target =
        new ServerTarget("mx.test", new Host.Name("mx.test"), server.port(), Protocol.SMTP);
    List<Observation> seen = new ArrayList<>();
    new BulkRun<>(
            context, expansion, Limits.strict(1, 1, 0), new SplittableRandom(1), new Keeping())
        .run(
            List.<TargetEntry>of(new TargetEntry.Wanted(target)).iterator(),
            new OutcomeSink<Observation, RuntimeException>() {
              @Override
              public void accept(TargetEntry entry, List<Observation> outcomes) {
                seen.addAll(outcomes);
              }

              @Override
              public void broken(TargetEntry entry, Throwable bug) {
                throw new IllegalStateException(bug);
              }
            });
    assertThat(seen).hasSize(1);
    return seen.get(0);
  }

  private static final class Keeping implements VisitHandler<Observation> {
    @Override
    public Observation outcome(Observation observation) {
      return observation;
    }

    @Override
    public Observation read(FileTarget file) {
      throw new IllegalStateException();
    }

    @Override
    public int size(Observation observation) {
      return 1;
    }
  }
}
