package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault in the program costs one target its result, says so, and leaves the others theirs. */
class InternalFaultsTest {
  private static final TestCertificate ROOT = TestCertificate.root("Root").mint();
  private static final TestCertificate LEAF =
      TestCertificate.leaf("localhost").issuedBy(ROOT).mint();
  private static final String SAID =
      "processing: internal error: java.lang.IllegalStateException: injected \\x1b";

  @TempDir Path folder;
  private final List<FakeMailServer> servers = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();

  @BeforeEach
  void start() {
    for (int i = 0; i < 3; i++) {
      FakeMailServer server = FakeMailServer.smtp(LEAF.identity());
      servers.add(server);
      targets.add("localhost:" + server.port());
    }
  }

  @AfterEach
  void stop() {
    servers.forEach(FakeMailServer::close);
  }

  @Test
  void jsonHasALineForEachTargetAndTheFaultInOneOfThem() {
    Gcert.Outcome outcome = run("check", "--format", "json");

    assertThat(outcome.code()).isEqualTo(70);
    assertThat(outcome.text().lines())
        .hasSize(3)
        .filteredOn(line -> line.contains("\"exit_code\":70"))
        .singleElement()
        .asString()
        .contains("\"status\":\"error\"", "\"step\":\"processing\"", "\"hint\":\"this is a bug");
    assertThat(outcome.text().lines()).filteredOn(line -> line.contains("\"ok\"")).hasSize(2);
    assertThat(outcome.err().lines()).singleElement().asString().contains(SAID, "this is a bug");
  }

  @Test
  void documentsReportTheOthersAsWell() {
    assertThat(run("check", "--format", "csv").text().lines())
        .hasSize(4)
        .filteredOn(line -> line.startsWith("ok,0,"))
        .hasSize(2);
    assertThat(run("check", "--format", "prometheus").text().lines())
        .filteredOn(line -> line.startsWith("gcert_exit_code{") && line.endsWith(" 0"))
        .hasSize(2);
    assertThat(run("check", "--format", "junit").text())
        .contains("tests=\"3\" failures=\"0\" errors=\"1\"", "type=\"processing\"");
    assertThat(run("check", "--format", "table").text()).contains("3 checked: 2 ok, 1 error");
    assertThat(run("check").text()).contains("3 checked: 2 ok, 1 error");
  }

  @Test
  void toAMonitorTheRunIsUnknown() {
    Gcert.Outcome outcome = run("check", "--format", "nagios");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.text()).startsWith("GCERT UNKNOWN - 1 unknown, 2 ok: UNKNOWN localhost:");
    assertThat(outcome.text()).contains("internal error");
  }

  @Test
  void fetchPrintsTheOthers() {
    Gcert.Outcome outcome = run("fetch");

    assertThat(outcome.code()).isEqualTo(70);
    assertThat(outcome.text().lines()).filteredOn(line -> line.contains("BEGIN")).hasSize(2);
    assertThat(outcome.err()).contains(SAID);
  }

  @Test
  void aFaultOfOursIsNoNewsAboutAServer() {
    String state = folder.resolve("state").toString();
    Gcert.Outcome outcome = run("watch", "--after", "1", "--state", state);

    assertThat(outcome.code()).isEqualTo(70);
    assertThat(outcome.text().lines()).hasSize(2).allSatisfy(l -> assertThat(l).contains("first-"));
    assertThat(outcome.err().lines()).singleElement().asString().contains(SAID);
  }

  @Test
  void theStackTraceIsInTheLog() {
    assertThat(run("check", "--debug").err()).contains("at gcert.fault.InternalFaultsTest");
    assertThat(run("check").err()).doesNotContain("at gcert.");
  }

  private Gcert.Outcome run(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--jobs", "1", "--auth", "any", "--roots"));
    line.add(ROOT.writePem(folder.resolve("roots.pem")).toString());
    line.addAll(targets);
    return new Gcert().clock(new FaultyClock()).with(line.toArray(String[]::new));
  }

  /** Throws once, when a worker asks it for the second time. */
  private static final class FaultyClock extends Clock {
    private final Thread main = Thread.currentThread();
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread() != main && asked.incrementAndGet() == 2) {
        throw new IllegalStateException("injected \u001b");
      }
      return Instant.now();
    }
  }
}
