package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postfix 3.7, built on OpenSSL. */
@NeedsServers
class PostfixIT {
  private static final MintedCertificates CERTIFICATES = new MintedCertificates();
  private static final TestCertificate RSA = CERTIFICATES.withKey(KeyKind.RSA_2048);
  private static final String FETCH = "gcert fetch --roots root.pem --name mx.test ";
  private static final String CHECK = "gcert check --roots root.pem --name mx.test ";
  private static final String CHAIN_FILES = "smtpd_tls_chain_files=/etc/mailtls/";

  @TempDir private static Path folder;

  private static Postfix postfix;
  private static Terminal terminal;
  private static int starttls;
  private static int ecdsa;
  private static int wrapped;
  private static int polite;
  private static int without;
  private static int greetWait;
  private static int late;
  private static int noCertificate;
  private static int limited;
  private static int balanced;
  private static int balancedScreen;
  private static int strictAboutNames;
  private static int expired;
  private static int onlyTls12;
  private static int onlyTls13;
  private static int demanding;
  private static int demandingOld;

  @BeforeAll
  static void start() {
    postfix = new Postfix();
    postfix
        .root()
        .certificate("mx", RSA)
        .certificate("ecdsa", CERTIFICATES.withKey(KeyKind.EC_P256))
        .certificate("expired", CERTIFICATES.expired())
        .file("/etc/mailtls/root.pem", CERTIFICATES.root().pem());
    starttls = postfix.smtpd("starttls");
    ecdsa = postfix.smtpd("ecdsa", CHAIN_FILES + "ecdsa.pem");
    wrapped = postfix.smtpd("wrapped", "smtpd_tls_wrappermode=yes");
    polite = postfix.smtpd("polite");
    without = postfix.smtpd("without", "smtpd_discard_ehlo_keywords=starttls");
    greetWait =
        postfix.postscreen(
            "greetwait", "postscreen_greet_wait=3s", "postscreen_greet_action=enforce");
    late = postfix.smtpd("late", "smtpd_client_restrictions=sleep 3", "smtpd_delay_reject=no");
    noCertificate =
        postfix.smtpd(
            "nocertificate",
            "smtpd_tls_chain_files=",
            "smtpd_tls_cert_file=/etc/mailtls/missing.pem");
    limited =
        postfix.smtpd(
            "limited",
            "smtpd_client_connection_rate_limit=1",
            "smtpd_client_event_limit_exceptions=");
    balanced = postfix.smtpd("balanced", "smtpd_upstream_proxy_protocol=haproxy");
    balancedScreen =
        postfix.postscreen("balancedscreen", "postscreen_upstream_proxy_protocol=haproxy");
    strictAboutNames =
        postfix.smtpd(
            "names",
            "smtpd_helo_required=yes",
            "smtpd_delay_reject=no",
            "smtpd_helo_restrictions=reject_non_fqdn_helo_hostname");
    expired = postfix.smtpd("expired", CHAIN_FILES + "expired.pem");
    onlyTls12 = postfix.smtpd("tls12", "smtpd_tls_protocols=>=TLSv1.2, <=TLSv1.2");
    onlyTls13 = postfix.smtpd("tls13", "smtpd_tls_protocols=>=TLSv1.3");
    demanding = postfix.smtpd("demanding", demand(">=TLSv1.3"));
    demandingOld = postfix.smtpd("demandingold", demand("<=TLSv1.2"));
    postfix.start();
    terminal = new Terminal(folder).file("root.pem", CERTIFICATES.root().pem());
  }

  private static String[] demand(String protocols) {
    return new String[] {
      "smtpd_tls_security_level=encrypt",
      "smtpd_tls_req_ccert=yes",
      "smtpd_tls_CAfile=/etc/mailtls/root.pem",
      "smtpd_tls_mandatory_protocols=" + protocols
    };
  }

  @AfterAll
  static void stop() {
    if (postfix != null) {
      postfix.close();
    }
  }

  @Test
  void printsTheSameCertificateAsOpensslAfterStarttls() {
    new Recipe(terminal).givesTheSame("smtp", starttls, "smtp");
  }

  @Test
  void printsTheSameEcdsaCertificateAsOpenssl() {
    new Recipe(terminal).givesTheSame("smtp", ecdsa, "smtp");
  }

  @Test
  void printsTheSameCertificateAsOpensslWhereTlsStartsAtOnce() {
    new Recipe(terminal).givesTheSame("smtps", wrapped);
  }

  @Test
  void speaksTls12WhereThatIsAll() {
    new Recipe(terminal).givesTheSame("smtp", onlyTls12, "smtp");
    assertThat(postfix.log("tls12", 3)).anyMatch(line -> line.contains("TLSv1.2 with cipher"));
  }

  @Test
  void speaksTls13WhereThatIsAll() {
    new Recipe(terminal).givesTheSame("smtp", onlyTls13, "smtp");
    assertThat(postfix.log("tls13", 3)).anyMatch(line -> line.contains("TLSv1.3 with cipher"));
  }

  @Test
  void chainIsWhatTheServerSentAndFullChainEndsInTheRoot() {
    assertThat(fetch(starttls, "--chain").out()).isEqualTo(TestCertificate.pems(RSA.chain()));
    assertThat(fetch(starttls, "--full-chain").out())
        .isEqualTo(TestCertificate.pems(RSA.chainWithRoot()));
  }

  @Test
  void showsItsChainToWhoOnlyLooks() {
    String seen = " (127.0.0.1): seen, not proven\n" + TestCertificate.pems(RSA.chain());
    assertThat(
            terminal.run(
                "gcert peek --format pem --chain 127.0.0.1:"
                    + starttls
                    + " smtps://127.0.0.1:"
                    + wrapped))
        .isEqualTo(
            new Terminal.Outcome(
                0, "# 127.0.0.1:" + starttls + seen + "# 127.0.0.1:" + wrapped + seen, ""));
    Terminal.Outcome newest = terminal.run("gcert peek 127.0.0.1:" + onlyTls13);
    assertThat(newest.code()).isEqualTo(5);
    assertThat(newest.err()).contains("the server speaks only TLS 1.3");
  }

  @Test
  void takesItsLeaveUnderTls() {
    assertThat(fetch(polite, "").code()).isZero();
    assertThat(postfix.log("polite", 1))
        .last()
        .asString()
        .contains("ehlo=1 starttls=1 quit=1 commands=3");
    assertThat(postfix.log("polite", 1)).noneMatch(line -> line.contains("lost connection"));
  }

  @Test
  void getsBehindALoadBalancerWithItsHeader() {
    for (int port : new int[] {balanced, balancedScreen}) {
      for (String version : new String[] {"v1", "v2"}) {
        assertThat(fetch(port, "--proxy-protocol " + version))
            .isEqualTo(new Terminal.Outcome(0, RSA.pem(), ""));
      }
      assertThat(fetch(port, "--timeout 3s").code()).isEqualTo(3);
    }
  }

  @Test
  void namesTheOptionThatHelpsWhereTheNameInEhloIsRefused() {
    Terminal.Outcome refused = fetch(strictAboutNames, "--helo monitor");

    assertThat(refused.code()).isIn(4, 75);
    assertThat(refused.err()).contains("fully-qualified", "with --helo");
    assertThat(fetch(strictAboutNames, "--helo monitor.example.net").code()).isZero();
  }

  @Test
  void asksForStarttlsThatIsNotAnnounced() {
    Terminal.Outcome outcome = fetch(without, "--starttls=always");

    // Postfix refuses what it does not announce, in its own words.
    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.err()).contains("STARTTLS: the server refuses TLS: 502 5.5.1");
  }

  @Test
  void saysThatStarttlsIsNotOffered() {
    Terminal.Outcome outcome = fetch(without, "");
    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            line(
                without,
                "STARTTLS: the server does not offer STARTTLS; use --starttls=always to ask for it anyway"));
  }

  @Test
  void waitsOutTheTwoPartGreetingOfPostscreen() {
    assertThat(fetch(greetWait, "")).isEqualTo(new Terminal.Outcome(0, RSA.pem(), ""));
  }

  @Test
  void waitsForALateGreeting() {
    assertThat(fetch(late, "")).isEqualTo(new Terminal.Outcome(0, RSA.pem(), ""));
  }

  @Test
  void aServerWithoutItsCertificateIsTriedLater() {
    Terminal.Outcome outcome = fetch(noCertificate, "");
    assertThat(outcome.code()).isEqualTo(75);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            line(
                noCertificate,
                "STARTTLS: the server refuses TLS temporarily: 454 4.7.0 TLS not available due to local"
                    + " problem; try again later"));
  }

  @Test
  void aRateLimitIsTriedLater() {
    assertThat(fetch(limited, "").code()).isZero();
    Terminal.Outcome outcome = fetch(limited, "");
    assertThat(outcome.code()).isEqualTo(75);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(": greeting: ").contains("421 4.7.0");
  }

  @Test
  void theWrongNameIsRejected() {
    Terminal.Outcome outcome =
        terminal.run("gcert fetch --roots root.pem --name mail.test " + target(starttls));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("mail.test").contains("mx.test").hasLineCount(1);
  }

  @Test
  void anUnknownRootIsRejected() {
    Terminal.Outcome outcome = terminal.run("gcert fetch --name mx.test " + target(starttls));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("certificate check: ").hasLineCount(1);
  }

  @Test
  void anExpiredCertificateIsRejectedUnlessInsecure() {
    Terminal.Outcome rejected = fetch(expired, "");
    assertThat(rejected.code()).isEqualTo(1);
    assertThat(rejected.out()).isEmpty();
    assertThat(rejected.err()).contains("certificate check: ").hasLineCount(1);

    Terminal.Outcome printed = fetch(expired, "--insecure");
    assertThat(printed.code()).isZero();
    assertThat(printed.out()).startsWith("-----BEGIN CERTIFICATE-----\n");
    assertThat(printed.err()).contains("warning: certificate check: ").hasLineCount(1);
  }

  @Test
  void aDemandForAClientCertificateIsNoted() {
    for (int port : List.of(demanding, demandingOld)) {
      Terminal.Outcome outcome = fetch(port, "");
      assertThat(outcome.out()).isEqualTo(RSA.pem());
      assertThat(outcome.code()).isZero();
      assertThat(outcome.err()).contains("asks for a client certificate").hasLineCount(1);
    }
  }

  @Test
  void aClientCertificateIsShownWhereOneIsDemanded() {
    TestCertificate client =
        TestCertificate.leaf("client.test")
            .extendedKeyUsage(KeyPurposeId.id_kp_clientAuth)
            .issuedBy(CERTIFICATES.root())
            .mint();
    terminal.file("client.pem", client.pem()).file("client.key", client.privateKeyPem());
    Terminal.Outcome outcome = fetch(demanding, "--cert client.pem --key client.key");
    assertThat(outcome.out()).isEqualTo(RSA.pem());
    assertThat(outcome.code()).isZero();
    assertThat(postfix.log("demanding", 1))
        .anyMatch(line -> line.contains("Trusted TLS connection established"));
  }

  @Test
  void jsonIsJson() {
    Terminal.Outcome outcome =
        terminal.run(FETCH + "--format json " + target(starttls) + " | jq -e .status,.tls.version");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualTo("\"ok\"\n\"TLSv1.3\"\n");
  }

  @Test
  void theMonitorsPluginSaysOkInOneLine() {
    Terminal.Outcome outcome = check("--format nagios", starttls);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("OK").contains("127.0.0.1:" + starttls);
    assertThat(check("--format nagios", expired).code()).isEqualTo(2);
  }

  @Test
  void promtoolFindsNoFaultInTheMetrics() {
    assumeTrue(ServersFolder.isInstalled("promtool"), "promtool is not installed");
    for (int port : List.of(starttls, expired, without)) {
      Terminal.Outcome outcome =
          terminal.run(
              CHECK
                  + "--format prometheus "
                  + target(port)
                  + " >metrics 2>findings; promtool check metrics <metrics");
      assertThat(outcome.out() + outcome.err()).isEmpty();
      assertThat(outcome.code()).isZero();
    }
  }

  @Test
  void aReaderThatGoesAwayIsNoFailure() {
    String targets = (target(starttls) + " ").repeat(3);
    Terminal.Outcome outcome =
        terminal.run(FETCH + targets + "| head -1; echo \"${PIPESTATUS[0]}\"");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("-----BEGIN CERTIFICATE-----\n0\n");
  }

  @Test
  void aFullDiskIsALocalFault() {
    Terminal.Outcome outcome = terminal.run(FETCH + target(starttls) + " >/dev/full");
    assertThat(outcome.code()).isEqualTo(8);
    assertThat(outcome.err()).hasLineCount(1);
  }

  private static Terminal.Outcome check(String options, int port) {
    return terminal.run(CHECK + options + " " + target(port));
  }

  private static Terminal.Outcome fetch(int port, String options) {
    return terminal.run(FETCH + options + " " + target(port));
  }

  private static String target(int port) {
    return "smtp://127.0.0.1:" + port;
  }

  private static String line(int port, String said) {
    return "gcert: 127.0.0.1:" + port + " (127.0.0.1): " + said + "\n";
  }
}
