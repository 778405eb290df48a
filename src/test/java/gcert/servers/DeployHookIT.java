package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.MailProtocol;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts of {@code docs/rollover.md}, run by stand-ins for the ACME clients, with a signed
 * zone on a real name server.
 */
@NeedsServers
class DeployHookIT {
  private static final Pattern SCRIPT = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA = TestCertificate.intermediate().issuedBy(ROOT).mint();
  private static final TestCertificate OLD =
      TestCertificate.leaf("mail.hook.test").issuedBy(CA).mint();
  private static final TestCertificate NEXT =
      TestCertificate.leaf("mail.hook.test").issuedBy(CA).mint();

  @TempDir private Path folder;

  private final LoopbackNet net = LoopbackNet.free();
  private SignedZones zones;
  private Knot knot;
  private ValidatingUnbound unbound;
  private FakeMailServer server;
  private Terminal terminal;

  @BeforeEach
  void start() throws Exception {
    server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(ServerIdentity.of(OLD, CA))
            .on(net.address(4))
            .port(25)
            .start();
    zones = new SignedZones(List.of(net.address(1)));
    zones.zone("hook.test", SignedZones.Signing.NSEC, records(OLD));
    knot = new Knot(net.address(1));
    knot.start(zones.signed());
    unbound = new ValidatingUnbound(net.address(3), net.address(1), zones.anchor());
    unbound.start();
    terminal =
        new Terminal(folder)
            .file("anchor", zones.anchor())
            .file("root.pem", ROOT.pem())
            .file("etc/ssl/mail/fullchain.pem", pem(OLD))
            .file("bin/systemctl", "#!/bin/sh\necho \"$@\" > reloaded\n")
            .file("acme/fullchain.pem", pem(NEXT))
            .file("acme/privkey.pem", NEXT.privateKeyPem())
            .set("GCERT_RESOLVER", unbound.resolver())
            .set("GCERT_DNSSEC_ANCHOR", folder.resolve("anchor"))
            .set("GCERT_ROOTS", folder.resolve("root.pem"))
            .set("GCERT_STATE", folder.resolve("state"));
    scripts();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : Arrays.asList(server, unbound, knot, zones)) {
      if (one != null) {
        one.close();
      }
    }
  }

  /** The scripts of the page, each in the file that its comment names, for this host and folder. */
  private void scripts() throws IOException {
    Matcher blocks = SCRIPT.matcher(Files.readString(Path.of("docs", "rollover.md")));
    int acme = 0;
    while (blocks.find()) {
      String text =
          blocks
              .group(1)
              .replace("/usr/local/sbin", folder + "/sbin")
              .replace("/etc/", folder + "/etc/")
              .replace("mail.example.net", "mail.hook.test");
      Matcher name = Pattern.compile("# " + folder + "/(\\S+)").matcher(text);
      String file = name.find() ? name.group(1) : "acme-" + ++acme;
      terminal.file(file, text);
    }
    assertThat(acme).isEqualTo(1);
    terminal.run("chmod +x sbin/* etc/letsencrypt/renewal-hooks/deploy/* bin/*");
  }

  private static String pem(TestCertificate leaf) {
    return TestCertificate.pems(List.of(leaf, CA));
  }

  private String records(TestCertificate... published) throws Exception {
    StringBuilder text = new StringBuilder("mail IN A " + net.address(4) + "\n");
    for (TestCertificate one : published) {
      byte[] key = one.x509().getPublicKey().getEncoded();
      text.append("_25._tcp.mail IN TLSA 3 1 1 ");
      text.append(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key)));
      text.append('\n');
    }
    return text.toString();
  }

  /** What an ACME client does once it has renewed. */
  private static String client(String name) {
    return switch (name) {
      case "certbot" ->
          "for hook in etc/letsencrypt/renewal-hooks/deploy/*; do"
              + " RENEWED_LINEAGE=$PWD/acme RENEWED_DOMAINS=mail.hook.test $hook || exit; done";
      case "acme.sh" ->
          """
          acme.sh() {
            while [ $# -gt 0 ]; do
              case $1 in
                --fullchain-file) chain=$2 ;;
                --key-file) key=$2 ;;
                --reloadcmd) reload=$2 ;;
              esac
              shift
            done
            mkdir -p "$(dirname "$chain")"
            cp acme/fullchain.pem "$chain"
            cp acme/privkey.pem "$key"
            sh -c "$reload"
          }
          . ./acme-1
          """;
      case "lego 5" ->
          "LEGO_HOOK_CERT_PATH=$PWD/acme/fullchain.pem"
              + " LEGO_HOOK_CERT_KEY_PATH=$PWD/acme/privkey.pem sh -c sbin/lego-hook";
      default ->
          "LEGO_CERT_PATH=$PWD/acme/fullchain.pem LEGO_CERT_KEY_PATH=$PWD/acme/privkey.pem"
              + " sh -c sbin/lego-hook";
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"certbot", "acme.sh", "lego 4", "lego 5"})
  void installsWhatIsReadyAndWaitsForTheServer(String name) throws Exception {
    zones.zone("hook.test", SignedZones.Signing.NSEC, records(OLD, NEXT));
    knot.replace(zones.signed());
    terminal.set("GCERT_PUBLISHED", Instant.now().minus(Duration.ofHours(1)));

    CompletableFuture<Terminal.Outcome> run =
        CompletableFuture.supplyAsync(() -> terminal.run(client(name)));
    Patience.await(
        () -> Files.exists(folder.resolve("reloaded")) || run.isDone(),
        () -> "the servers were not reloaded");
    server.show(ServerIdentity.of(NEXT, CA));
    Terminal.Outcome outcome = run.get(60, TimeUnit.SECONDS);

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains("NOW  mail.hook.test:25\n").contains("\nOK  ");
    assertThat(live("fullchain.pem")).isEqualTo(pem(NEXT));
    assertThat(live("privkey.pem")).isEqualTo(NEXT.privateKeyPem());
    assertThat(Files.readString(folder.resolve("reloaded"))).isEqualTo("reload postfix dovecot\n");
    assertThat(terminal.run(client(name)).out()).as("again").isEmpty();
  }

  @Test
  void leavesEverythingAsItIsWhileOlderRecordsMayBeKept() throws Exception {
    zones.zone("hook.test", SignedZones.Signing.NSEC, records(OLD, NEXT));
    knot.replace(zones.signed());

    Terminal.Outcome outcome = terminal.run(client("certbot"));

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).startsWith("WAIT until ");
    assertThat(live("fullchain.pem")).isEqualTo(pem(OLD));
    assertThat(folder.resolve("reloaded")).doesNotExist();
  }

  @Test
  void saysWhatTheZoneNeeds() throws Exception {
    Terminal.Outcome outcome = terminal.run(client("certbot"));

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("; add now:\n_25._tcp.mail.hook.test. 60 IN TLSA 3 1 1 ");
    assertThat(live("fullchain.pem")).isEqualTo(pem(OLD));
  }

  private String live(String file) throws IOException {
    return Files.readString(folder.resolve("etc/ssl/mail").resolve(file));
  }
}
