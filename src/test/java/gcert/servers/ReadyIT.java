package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code gcert ready} with a signed zone on two real name servers, Knot DNS and BIND, of which the
 * second is stale for as long as the test wants it to be.
 */
@NeedsServers
class ReadyIT {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA = TestCertificate.intermediate().issuedBy(ROOT).mint();
  private static final TestCertificate OLD =
      TestCertificate.leaf("mx.roll.test").issuedBy(CA).mint();
  private static final TestCertificate NEXT =
      TestCertificate.leaf("mx.roll.test").issuedBy(CA).mint();
  private static final LoopbackNet NET = LoopbackNet.free();

  @TempDir private static Path folder;

  private static SignedZones zones;
  private static Knot primary;
  private static Bind secondary;
  private static ValidatingUnbound unbound;
  private static FakeMailServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(ServerIdentity.of(OLD, CA))
            .on(NET.address(4))
            .start();
    zones = new SignedZones(List.of(NET.address(1), NET.address(2)));
    zones.zone("roll.test", SignedZones.Signing.NSEC, records(OLD));
    Map<String, String> signed = zones.signed();
    primary = new Knot(NET.address(1));
    primary.start(signed);
    secondary = new Bind(NET.address(2));
    secondary.start(signed);
    unbound = new ValidatingUnbound(NET.address(3), NET.address(1), zones.anchor());
    unbound.start();
    Files.writeString(folder.resolve("anchor"), zones.anchor());
    ROOT.writePem(folder.resolve("root.pem"));
    Files.writeString(folder.resolve("next.pem"), TestCertificate.pems(List.of(NEXT, CA)));
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : Arrays.asList(server, unbound, primary, secondary, zones)) {
      if (one != null) {
        one.close();
      }
    }
  }

  private static String records(TestCertificate... published) {
    StringBuilder text = new StringBuilder("@ IN MX 10 mx\nmx IN A " + NET.address(4) + "\n");
    for (TestCertificate one : published) {
      text.append("_").append(server.port()).append("._tcp.mx IN TLSA 3 1 1 ");
      text.append(digest(one)).append('\n');
    }
    return text.toString();
  }

  private static String digest(TestCertificate one) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(one.x509().getPublicKey().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Gcert.Outcome ready(Duration later, String... options) {
    String[] common = {
      "ready",
      "--resolver",
      unbound.resolver(),
      "--dnssec-anchor",
      folder.resolve("anchor").toString(),
      "--roots",
      folder.resolve("root.pem").toString(),
      "--state",
      folder.resolve("state").toString(),
    };
    String[] end = {folder.resolve("next.pem").toString(), "mx.roll.test:" + server.port()};
    String[] all = Arrays.copyOf(common, common.length + options.length + end.length);
    System.arraycopy(options, 0, all, common.length, options.length);
    System.arraycopy(end, 0, all, common.length + options.length, end.length);
    return new Gcert().clock(Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC)).with(all);
  }

  @Test
  void fromMissingOverPartialAndCachedToNow() {
    Gcert.Outcome missing = ready(Duration.ZERO);
    assertThat(missing.text() + missing.err())
        .startsWith("WOULD BREAK  mx.roll.test:" + server.port() + "\n")
        .contains("failure [tlsa-missing]");
    assertThat(missing.code()).isEqualTo(1);

    Gcert.Outcome plan = ready(Duration.ZERO, "--plan");
    assertThat(plan.text())
        .contains(
            "; add now:\n_"
                + server.port()
                + "._tcp.mx.roll.test. 60 IN TLSA 3 1 1 "
                + digest(NEXT)
                + "\n")
        .contains("; _" + server.port() + "._tcp.mx.roll.test. 60 IN TLSA 3 1 1 " + digest(OLD));

    zones.zone("roll.test", SignedZones.Signing.NSEC, records(OLD, NEXT));
    Map<String, String> signed = zones.signed();
    primary.replace(signed);
    Gcert.Outcome partial = ready(Duration.ZERO);
    assertThat(partial.code()).isEqualTo(1);
    assertThat(partial.text())
        .containsIgnoringWhitespaces(
            "failure [tlsa-partial] the name server ns2.roll.test (" + NET.address(2) + ")");

    secondary.replace(signed);
    Gcert.Outcome cached = ready(Duration.ZERO);
    assertThat(cached.code()).as(cached.text()).isEqualTo(7);
    assertThat(cached.text()).startsWith("WAIT until ").contains("wait [tlsa-cached]");
    assertThat(ready(Duration.ofSeconds(100)).code()).isEqualTo(7);

    Gcert.Outcome now = ready(Duration.ofSeconds(150));
    assertThat(now.code()).as(now.text()).isZero();
    assertThat(now.text())
        .startsWith("NOW  mx.roll.test:")
        .contains("note [tlsa-match]")
        .doesNotContain("half-deployed");

    halfRolledOver();
  }

  /** A second address of the host, which has the next key already. */
  private static void halfRolledOver() {
    FakeMailServer other =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(ServerIdentity.of(NEXT, CA))
            .on(NET.address(5))
            .port(server.port())
            .start();
    try (other) {
      zones.zone(
          "roll.test",
          SignedZones.Signing.NSEC,
          records(OLD, NEXT) + "mx IN A " + NET.address(5) + "\n");
      Map<String, String> signed = zones.signed();
      primary.replace(signed);
      secondary.replace(signed);
      unbound.forget();

      assertThat(ready(Duration.ofSeconds(150)).text())
          .containsIgnoringWhitespaces(
              "warning [half-deployed] the host does not serve the same key at all its addresses: ")
          .containsIgnoringWhitespaces("which is this one, at " + NET.address(5));
    }
  }
}
