package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gcert.app.deployed.DeployedRequest;
import gcert.app.deployed.DeployedRun;
import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.deployment.Deployment;
import gcert.deployment.InstalledFile;
import gcert.dns.MailLookup;
import gcert.dns.SystemLookup;
import gcert.net.Ticker;
import gcert.run.VisitContext;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import gcert.testing.FakeDns;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import gcert.tls.ExchangeSettings;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gcert deployed} as a deploy hook meets it. */
final class DeployedCommandTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA =
      TestCertificate.intermediate("Test CA").issuedBy(ROOT).mint();
  private static final TestCertificate OLD = TestCertificate.leaf("mx.test").issuedBy(CA).mint();
  private static final TestCertificate NEW = TestCertificate.leaf("mx.test").issuedBy(CA).mint();

  @TempDir private Path folder;

  private static ServerIdentity shown(TestCertificate leaf) {
    return ServerIdentity.of(leaf, CA);
  }

  private String file(TestCertificate... chain) throws IOException {
    Path file = folder.resolve("fullchain.pem");
    Files.writeString(file, TestCertificate.pems(List.of(chain)));
    return file.toString();
  }

  @Test
  void everyPortThatShowsTheFileIsListed() throws IOException {
    try (FakeMailServer smtp = FakeMailServer.smtp(shown(NEW));
        FakeMailServer imap = FakeMailServer.speaking(MailProtocol.IMAP).as(shown(NEW)).start()) {
      Gcert.Outcome outcome = Gcert.run("deployed", file(NEW, CA), smtp.target(), imap.target());

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.text())
          .startsWith("OK  " + folder.resolve("fullchain.pem") + " is served at all 2 endpoints\n")
          .contains(smtp.hostAndPort() + " (smtp)")
          .contains(imap.hostAndPort() + " (imap)")
          .contains("  same certificate and chain\n");
      assertThat(outcome.code()).isZero();
    }
  }

  @Test
  void theServerThatHasToBeReloadedIsNamed() throws IOException {
    try (FakeMailServer smtp = FakeMailServer.smtp(shown(NEW));
        FakeMailServer imap = FakeMailServer.speaking(MailProtocol.IMAP).as(shown(OLD)).start()) {
      Gcert.Outcome outcome = Gcert.run("deployed", file(NEW, CA), smtp.target(), imap.target());

      assertThat(outcome.code()).isEqualTo(7);
      assertThat(outcome.text())
          .startsWith("DIFFERS  reload " + imap.hostAndPort() + " (imap)\n")
          .contains("serves EC " + certificate(OLD).sha256().substring(0, 16))
          .containsIgnoringWhitespaces(
              "the file has EC " + certificate(NEW).sha256().substring(0, 16));
    }
  }

  @Test
  void aChainThatIsNotThatOfTheFileDiffers() throws IOException {
    TestCertificate other = TestCertificate.intermediate("Other CA").issuedBy(ROOT).mint();
    try (FakeMailServer bare = FakeMailServer.smtp(ServerIdentity.of(NEW));
        FakeMailServer more = FakeMailServer.smtp(ServerIdentity.of(NEW, CA, other));
        FakeMailServer root = FakeMailServer.smtp(ServerIdentity.of(NEW, CA, ROOT))) {
      Gcert.Outcome without = Gcert.run("deployed", file(NEW, CA), bare.target());
      Gcert.Outcome with = Gcert.run("deployed", file(NEW, CA), more.target());

      assertThat(without.code()).isEqualTo(7);
      assertThat(without.text()).containsIgnoringWhitespaces("does not send \"CN=Test CA");
      assertThat(with.code()).isEqualTo(7);
      assertThat(with.text()).containsIgnoringWhitespaces("sends \"CN=Other CA");
      assertThat(Gcert.run("deployed", file(NEW, CA), root.target()).code()).isZero();
      assertThat(Gcert.run("deployed", file(NEW, CA, ROOT), more.target()).code()).isEqualTo(7);
      assertThat(Gcert.run("deployed", file(NEW), bare.target()).text())
          .contains("  same certificate\n");
    }
  }

  @Test
  void eachKindOfKeyIsComparedByItself() throws IOException {
    TestCertificate rsa = TestCertificate.leaf("mx.test").key(KeyKind.RSA_2048).issuedBy(CA).mint();
    Path also = folder.resolve("rsa.pem");
    Files.writeString(also, TestCertificate.pems(List.of(rsa, CA)));
    try (FakeMailServer server = FakeMailServer.smtp(shown(NEW))) {
      Gcert.Outcome one = Gcert.run("deployed", file(NEW, CA), server.target());
      Gcert.Outcome both =
          Gcert.run("deployed", "--also", also.toString(), file(NEW, CA), server.target());

      assertThat(one.code()).isZero();
      assertThat(both.code()).isEqualTo(7);
      assertThat(both.text())
          .containsIgnoringWhitespaces("serves no certificate with a key of the kind RSA");
    }
  }

  @Test
  void everyAddressOfAHostIsVisited() throws IOException {
    try (FakeMailServer first = FakeMailServer.smtp(shown(NEW));
        FakeMailServer second =
            FakeMailServer.speaking(MailProtocol.SMTP)
                .as(shown(OLD))
                .on("127.0.0.2")
                .port(first.port())
                .start();
        FakeDns dns = FakeDns.addresses("127.0.0.1", "127.0.0.2")) {
      Gcert.Outcome outcome =
          Gcert.run(
              "deployed",
              "--resolver",
              dns.resolver(),
              "--ports",
              String.valueOf(first.port()),
              file(NEW, CA),
              "mx.test");

      assertThat(outcome.code()).isEqualTo(7);
      assertThat(outcome.text())
          .contains("127.0.0.1  same certificate and chain\n")
          .contains("127.0.0.2  differs\n");
      assertThat(second.connections()).isPositive();
    }
  }

  @Test
  void aPortThatIsNamedHasToAnswer() throws IOException {
    int closed = closedPort();
    try (FakeMailServer server = FakeMailServer.smtp(shown(NEW))) {
      Gcert.Outcome outcome =
          Gcert.run(
              "deployed",
              "--ports",
              server.port() + "," + closed,
              file(NEW, CA),
              "127.0.0.1,mx.test");

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.text())
          .startsWith("FAILED  could not check 127.0.0.1:" + closed + ",mx.test (smtp)\n");
    }
  }

  @Test
  void aServerWithoutTlsFailsAsItDoesElsewhere() throws IOException {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(shown(NEW))
            .at(Moment.UPGRADE, Fault.say("454 4.7.0 TLS not available\r\n"))
            .start()) {
      Gcert.Outcome json = Gcert.run("deployed", "--json", file(NEW, CA), server.target());

      assertThat(json.code()).isEqualTo(75);
      assertThat(faults(json.text())).isEmpty();
      assertThat(json.text()).contains("\"step\":\"STARTTLS\"");
      assertThat(json.err()).startsWith("gcert: " + server.hostAndPort()).contains("454");
    }
  }

  @Test
  void programsReadJsonAndMonitoringOneLine() throws IOException {
    try (FakeMailServer server = FakeMailServer.smtp(shown(OLD))) {
      Gcert.Outcome json = Gcert.run("deployed", "--json", file(NEW, CA), server.target());
      Gcert.Outcome nagios =
          Gcert.run("deployed", "--format", "nagios", file(NEW, CA), server.target());

      assertThat(json.code()).isEqualTo(7);
      assertThat(faults(json.text())).isEmpty();
      assertThat(json.text())
          .contains("\"status\":\"differs\"")
          .contains("\"sha256\":\"" + certificate(OLD).sha256() + "\"")
          .contains("\"sha256\":\"" + certificate(NEW).sha256() + "\"");
      assertThat(nagios.code()).isEqualTo(1);
      assertThat(nagios.text()).startsWith("GCERT WARNING - " + server.hostAndPort());
      assertThat(Gcert.run("deployed", "--format", "nagios", file(OLD, CA), server.target()).text())
          .isEqualTo("GCERT OK - 1 endpoint serves what the file has\n");
    }
  }

  @Test
  void waitsUntilTheServerIsReloaded() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(shown(OLD))) {
      int[] waits = {0};
      Deployment deployment =
          run(
              server.target(),
              Optional.of(Duration.ofMinutes(1)),
              span -> {
                if (++waits[0] == 2) {
                  server.show(shown(NEW));
                }
              });

      assertThat(deployment.isDone()).isTrue();
      assertThat(waits[0]).isEqualTo(2);
    }
  }

  @Test
  void looksOnceUnlessToldToWait() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(shown(OLD))) {
      Deployment deployment =
          run(
              server.target(),
              Optional.empty(),
              span -> {
                throw new AssertionError("waited");
              });

      assertThat(deployment.differing()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsBeingStartedAnewIsNotTakenForOneThatIsNotThere() throws Exception {
    int port = closedPort();
    FakeMailServer[] later = new FakeMailServer[1];
    try (FakeMailServer other = FakeMailServer.smtp(shown(NEW))) {
      DeployedRequest request =
          new DeployedRequest(
              List.of(installed()),
              List.of(door(other.target(), true), door("smtp://127.0.0.1:" + port, false)),
              Optional.of(Duration.ofMinutes(1)));
      Deployment deployment =
          new DeployedRun(
                  context(),
                  span -> {
                    if (later[0] == null) {
                      later[0] =
                          FakeMailServer.speaking(MailProtocol.SMTP)
                              .as(shown(NEW))
                              .port(port)
                              .start();
                    }
                  })
              .look(request);

      assertThat(deployment.answering()).hasSize(2);
      assertThat(deployment.isDone()).isTrue();
    } finally {
      if (later[0] != null) {
        later[0].close();
      }
    }
  }

  @Test
  void aHostWithoutAnyMailPortWasNotReached() throws IOException {
    Gcert.Outcome outcome =
        Gcert.run("deployed", "--connect-timeout", "300ms", file(NEW, CA), "127.9.9.9,mx.test");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.text()).startsWith("FAILED  could not check 127.9.9.9:25,mx.test (smtp)");
  }

  @Test
  void saysWhatItTakes() throws IOException {
    assertThat(Gcert.run("deployed", "fullchain.pem").err())
        .contains("deployed takes a file and a host");
    Gcert.Outcome missing = Gcert.run("deployed", "/nowhere/fullchain.pem", "mx.test");
    assertThat(missing.code()).isEqualTo(8);
    assertThat(missing.err()).contains("/nowhere/fullchain.pem: ").contains("no such file");
    assertThat(Gcert.run("deployed", file(NEW), file(NEW)).code()).isEqualTo(2);
    assertThat(Gcert.run("deployed", "--format", "nagios").code()).isEqualTo(3);
  }

  private Deployment run(String target, Optional<Duration> within, DeployedRun.Pause pause)
      throws Exception {
    return new DeployedRun(context(), pause)
        .look(new DeployedRequest(List.of(installed()), List.of(door(target, true)), within));
  }

  private static InstalledFile installed() {
    return new InstalledFile("fullchain.pem", List.of(certificate(NEW), certificate(CA)));
  }

  private static DeployedRequest.Door door(String target, boolean named)
      throws MalformedTargetException {
    return new DeployedRequest.Door(
        (ServerTarget) new TargetParser(OptionalInt.empty()).parse(target), named);
  }

  private static VisitContext context() {
    TlsClient client = new TlsClient(TlsSettings.defaults());
    return new VisitContext(
        new SystemLookup(),
        MailLookup::ofSystem,
        () -> client,
        ExchangeSettings.defaults(),
        Ticker.system(),
        Clock.systemUTC(),
        Optional.empty());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return closed.getLocalPort();
    }
  }

  private static Certificate certificate(TestCertificate minted) {
    try {
      return Certificate.parse(minted.der());
    } catch (MalformedCertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> faults(String lines) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(
                    Path.of("docs", "gcert-deployed-1.schema.json"), StandardCharsets.UTF_8),
                InputFormat.JSON);
    return lines
        .lines()
        .flatMap(line -> schema.validate(line, InputFormat.JSON).stream())
        .map(Object::toString)
        .toList();
  }
}
