package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that break, stall, refuse and lie, as the user of {@code gcert fetch} meets them. */
@Execution(ExecutionMode.CONCURRENT)
class ServerFaultsTest {
  private static final TestCertificate LEAF =
      TestCertificate.leaf("mx.test").ip("127.0.0.1").mint();

  private record Row(Moment moment, Fault fault, int code, String step, String... words) {
    boolean resetsAtOnce() {
      return moment == Moment.GREETING && fault instanceof Fault.Reset;
    }

    @Override
    public String toString() {
      return fault.getClass().getSimpleName() + " at " + moment + ": " + code + " " + words[0];
    }
  }

  static Stream<Row> breaks() {
    return Stream.of(
        row(Moment.GREETING, Fault.close(), 3, "greeting", "closed by the server before the"),
        row(Moment.HELLO, Fault.reset(), 4, "EHLO", "connection reset by the server"),
        row(Moment.HELLO, Fault.close(), 4, "EHLO", "closed by the server instead of the reply"),
        row(Moment.UPGRADE, Fault.reset(), 4, "STARTTLS", "connection reset by the server"),
        row(Moment.UPGRADE, Fault.close(), 4, "STARTTLS", "closed by the server"),
        row(Moment.HANDSHAKE, Fault.reset(), 5, "TLS handshake", "connection reset by the server"),
        row(Moment.HANDSHAKE, Fault.close(), 5, "TLS handshake", "closed by the server"),
        row(Moment.MID_HANDSHAKE, Fault.reset(), 5, "TLS handshake", "connection reset"),
        row(Moment.MID_HANDSHAKE, Fault.close(), 5, "TLS handshake", "closed by the server"));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aBrokenConnectionIsToldByItsStep(Row row) {
    assertRow(row, MailProtocol.SMTP, "10s");
  }

  @Test
  void aConnectionThatBreaksRightAfterItStandsWasNeverReached() {
    for (MailProtocol protocol : MailProtocol.values()) {
      if (protocol == MailProtocol.SMTPS) {
        continue;
      }
      try (FakeMailServer server =
          FakeMailServer.speaking(protocol).at(Moment.GREETING, Fault.reset()).start()) {
        Gcert.Outcome outcome = Gcert.run("fetch", server.target());

        // The RST may overtake the end of connect(2): then it is the connection that failed.
        Complaint.assertOneLine(outcome, 3);
        assertThat(outcome.err())
            .startsWith("gcert: " + server.hostAndPort())
            .containsPattern("greeting: connection reset|connect: 127.0.0.1: connection reset");
      }
    }
  }

  static Stream<Row> stalls() {
    List<Row> rows = new ArrayList<>();
    for (Fault fault : List.of(Fault.stall(), Fault.drip("2"))) {
      rows.add(row(Moment.GREETING, fault, 3, "greeting", "timed out after 2 s"));
      rows.add(row(Moment.HELLO, fault, 4, "EHLO", "timed out after 2 s waiting for the reply"));
      rows.add(row(Moment.UPGRADE, fault, 4, "STARTTLS", "timed out after 2 s waiting for the"));
    }
    Fault drip = Fault.drip("\0");
    for (Fault fault : List.of(Fault.stall(), drip)) {
      rows.add(row(Moment.MID_HANDSHAKE, fault, 5, "TLS handshake", "timed out after 2 s in the"));
    }
    rows.add(
        row(Moment.HANDSHAKE, Fault.stall(), 5, "TLS handshake", "timed out after 2 s waiting"));
    rows.add(
        row(Moment.GREETING, Fault.drip("220-wait\r\n"), 3, "greeting", "timed out after 2 s"));
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("stalls")
  void neitherSilenceNorADripOutlastsTheDeadline(Row row) {
    Gcert.Outcome outcome = assertRow(row, MailProtocol.SMTP, "2s");

    assertThat(outcome.took()).isGreaterThan(Duration.ofMillis(1500));
  }

  @Test
  void emptyHandshakeMessagesWithoutEndDoNotOutlastTheDeadline() {
    Fault emptyMessages = Fault.endless("\26\3\3\0\1\0");

    // JSSE refuses the first of them, and then may or may not wait for the last in vain.
    Row row = row(Moment.HANDSHAKE, emptyMessages, 5, "TLS handshake", "");
    assertThat(assertRow(row, MailProtocol.SMTP, "2s").took()).isLessThan(Duration.ofSeconds(4));
  }

  static Stream<Row> refusals() {
    return Stream.of(
        words(Moment.GREETING, "421 4.7.0 too busy\r\n", 75, "greeting", "421 4.7.0 too busy"),
        words(Moment.GREETING, "450 later\r\n", 75, "greeting", "450 later", "; try again later"),
        words(Moment.UPGRADE, "454 4.7.0 no TLS now\r\n", 75, "STARTTLS", "454 4.7.0 no TLS now"),
        words(Moment.GREETING, "554 5.7.1 go away\r\n", 4, "greeting", "554 5.7.1 go away"),
        words(Moment.GREETING, "550-no\r\n550 never\r\n", 4, "greeting", "550 no / never"),
        words(Moment.UPGRADE, "502 5.5.1 what\r\n", 4, "STARTTLS", "502 5.5.1 what"),
        words(Moment.UPGRADE, "503 5.5.1 order\r\n", 4, "STARTTLS", "503 5.5.1 order"),
        words(Moment.UPGRADE, "530 5.7.0 auth\r\n", 4, "STARTTLS", "530 5.7.0 auth"),
        words(Moment.HELLO, "250-mx\r\n250 SIZE\r\n", 4, "STARTTLS", "does not offer STARTTLS"),
        words(Moment.HELLO, "250 mx\r\n", 4, "STARTTLS", "does not offer STARTTLS"),
        words(
            Moment.HELLO,
            "504 5.5.2 need fully-qualified hostname\r\n",
            4,
            "EHLO",
            "need fully-qualified",
            "with --helo"),
        words(Moment.HELLO, "550 5.7.1 Helo invalid\r\n", 4, "EHLO", "with --helo"),
        words(Moment.HELLO, "450 4.7.1 Helo: Host not found\r\n", 75, "EHLO", "with --helo"),
        words(Moment.HELLO, "500 5.5.1 use LHLO\r\n", 4, "EHLO", "like LMTP; try lmtp://"),
        words(Moment.HELLO, "500 Command unrecognized: XXXX mx\r\n", 4, "EHLO", "firewall"),
        words(
            Moment.HELLO,
            "250-mx\r\n250-XXXXXXXA\r\n250 8BITMIME\r\n",
            4,
            "STARTTLS",
            "it looks masked by a firewall on the way (\"XXXXXXXA\")"),
        words(Moment.HELLO, "502 no EHLO\r\n", 4, "EHLO", "does not offer STARTTLS: 502 no EHLO"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsToldInTheServersWords(Row row) {
    assertRow(row, MailProtocol.SMTP, "10s");
  }

  static Stream<Row> nonsense() {
    return Stream.of(
        words(Moment.GREETING, "220-a\r\n221 b\r\n", 4, "greeting", "the codes 220 and 221"),
        words(Moment.HELLO, "250-a\r\n550 b\r\n", 4, "EHLO", "the codes 250 and 550"),
        words(Moment.GREETING, "22 a\r\n", 4, "greeting", "without a proper code: \"22 a\""),
        words(Moment.GREETING, "2200 a\r\n", 4, "greeting", "without a proper code"),
        words(Moment.GREETING, "hello\r\n", 4, "greeting", "without a proper code: \"hello\""),
        words(Moment.GREETING, "220_a\r\n", 4, "greeting", "without a proper code"),
        words(Moment.GREETING, "HTTP/1.1 400 Bad\r\n", 4, "greeting", "HTTP"),
        words(Moment.GREETING, "SSH-2.0-OpenSSH_9.2\r\n", 4, "greeting", "SSH"),
        words(Moment.GREETING, "* OK imap ready\r\n", 4, "greeting", "IMAP", "; try imap://"),
        words(Moment.GREETING, "+OK pop ready\r\n", 4, "greeting", "POP3", "; try pop3://"),
        words(Moment.GREETING, "\"IMPLEMENTATION\" \"x\"\r\n", 4, "greeting", "; try sieve://"),
        words(Moment.GREETING, "200 news.test ready\r\n", 4, "greeting", "looks like NNTP"),
        words(
            Moment.GREETING,
            "\26\3\3\0\2\2\50",
            4,
            "greeting",
            "it starts with TLS",
            "try smtps://"),
        words(Moment.GREETING, "\33[2J\7\r\n", 4, "greeting", "\\x1b[2J\\x07"),
        words(
            Moment.GREETING, "554 \33]0;x\7 \302\233 \342\200\256\r\n", 4, "greeting", "\\x1b]0;"),
        words(Moment.UPGRADE, "554 a\0b\377\r\n", 4, "STARTTLS", "a\\x00b"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void whatIsNotTheProtocolIsToldForWhatItLooksLike(Row row) {
    assertRow(row, MailProtocol.SMTP, "10s");
  }

  @Test
  void messagesWithoutContentDoNotKeepAHandshakeGoing() {
    Fault endless = Fault.endless("\26\3\3\0\1\0");
    assertRow(row(Moment.HANDSHAKE, endless, 5, "TLS handshake", ""), MailProtocol.SMTP, "1s");
  }

  static Stream<Row> floods() {
    return Stream.of(
        row(Moment.GREETING, Fault.endless("a"), 4, "greeting", "more than 4096 octets"),
        row(Moment.GREETING, Fault.endless("220-a\r\n"), 4, "greeting", "more than 512 lines"),
        row(
            Moment.HELLO,
            Fault.endless("250-" + "a".repeat(1000) + "\r\n"),
            4,
            "EHLO",
            "more than 64 KiB"),
        row(Moment.UPGRADE, Fault.endless("220-a\r\n"), 4, "STARTTLS", "more than 512 lines"));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void aFloodIsCutOffAtItsBound(Row row) {
    Gcert.Outcome outcome = assertRow(row, MailProtocol.SMTP, "10s");

    assertThat(outcome.took()).isLessThan(Duration.ofSeconds(10));
  }

  static Stream<Row> injections() {
    String plaintext = "250 injected\r\n";
    return Stream.of(
        row(Moment.UPGRADE, Fault.append(plaintext), 4, "STARTTLS", "injection", "refused"),
        row(Moment.UPGRADE, Fault.appendLater(plaintext), 4, "STARTTLS", "injection", "refused"),
        words(Moment.HANDSHAKE, "250 late\r\n", 4, "STARTTLS", "injection", "refused"));
  }

  @ParameterizedTest
  @MethodSource("injections")
  void plaintextBehindTheGoAheadIsRefused(Row row) {
    assertRow(row, MailProtocol.SMTP, "10s");
  }

  static Stream<Row> brokenHandshakes() {
    return Stream.of(
        words(Moment.HANDSHAKE, "garbage!", 5, "TLS handshake", "is not TLS: \"garbage!\""),
        words(Moment.HANDSHAKE, "\1\2\3\4\5\6", 5, "TLS handshake", "is not TLS: \"\\x01\\x02"),
        words(Moment.HANDSHAKE, "HTTP/1.1 400 Bad\r\n", 5, "TLS handshake", "like HTTP"),
        row(Moment.HANDSHAKE, Fault.alert(40), 5, "TLS handshake", "the alert handshake_failure"),
        row(Moment.HANDSHAKE, Fault.alert(80), 5, "TLS handshake", "the alert internal_error"),
        row(
            Moment.HANDSHAKE,
            Fault.alert(112),
            5,
            "TLS handshake",
            "the alert unrecognized_name",
            "--servername"),
        row(
            Moment.HANDSHAKE,
            Fault.alert(70),
            5,
            "TLS handshake",
            "the alert protocol_version",
            "TLS 1.1 or older",
            "; try --legacy-tls"));
  }

  @ParameterizedTest
  @MethodSource("brokenHandshakes")
  void aHandshakeThatFailsSaysWhatCame(Row row) {
    assertRow(row, MailProtocol.SMTP, "10s");
  }

  static Stream<Row> others() {
    return Stream.of(
        row(Moment.GREETING, Fault.stall(), 3, "greeting", "timed out after 2 s"),
        row(Moment.GREETING, Fault.endless("a"), 4, "greeting", "more than"),
        row(Moment.UPGRADE, Fault.close(), 4, "STARTTLS", "closed by the server"),
        row(Moment.HANDSHAKE, Fault.alert(40), 5, "TLS handshake", "handshake_failure"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void everyPlaintextProtocolMeetsFaultsTheSameWay(Row row) {
    for (MailProtocol protocol :
        List.of(MailProtocol.LMTP, MailProtocol.IMAP, MailProtocol.POP3, MailProtocol.SIEVE)) {
      assertRow(row, protocol, row.fault() instanceof Fault.Stall ? "2s" : "10s");
    }
  }

  static Stream<Row> tolerated() {
    String extensions = "250-X-UNKNOWN 1 2 3\r\n".repeat(100);
    return Stream.of(
        new Row(Moment.GREETING, Fault.late(Duration.ofMillis(300)), 0, "", "late"),
        words(Moment.GREETING, "220-mx.test\r\n220-wait\r\n220 now\r\n", 0, "", "multi-line"),
        words(Moment.GREETING, "220\r\n", 0, "", "no text"),
        words(Moment.GREETING, "220 mx\n", 0, "", "bare LF"),
        words(Moment.GREETING, "220 a\0b \377\r\n", 0, "", "NUL and 8-bit"),
        words(Moment.HELLO, "250-mx\r\n250 starttls\r\n", 0, "", "lower case"),
        words(Moment.HELLO, "250-mx\r\n250-  StartTLS  \r\n250 X\r\n", 0, "", "odd spacing"),
        words(Moment.HELLO, "250-mx\r\n" + extensions + "250 STARTTLS\r\n", 0, "", "100 others"),
        words(Moment.UPGRADE, "220 2.0.0 \33[1m\r\n", 0, "", "escape in the go-ahead"));
  }

  @ParameterizedTest
  @MethodSource("tolerated")
  void whatIsOddButClearIsTolerated(Row row) {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(LEAF.identity())
            .at(row.moment(), row.fault())
            .start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "--insecure", server.target());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text()).isEqualTo(LEAF.pem());
    }
  }

  @Test
  void aServerOfNewerVersionsThanThoseOfferedIsNotTakenForAnOldOne() {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(LEAF.identity())
            .versions("TLSv1.3")
            .start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "--tls", "1.2", server.target());

      Complaint.assertOneLine(
          outcome, 5, server, "TLS handshake", "protocol_version", "try other versions with --tls");
    }
  }

  @Test
  void aServerThatWantsAClientCertificateHasStillShownItsOwn() {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      try (FakeMailServer server =
          FakeMailServer.speaking(MailProtocol.SMTP)
              .as(LEAF.identity())
              .versions(version)
              .wantsClientCertificate()
              .start()) {
        Gcert.Outcome outcome = Gcert.run("fetch", "--insecure", server.target());

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.text()).isEqualTo(LEAF.pem());
        assertThat(outcome.err()).contains("note: the server asks for a client certificate");
      }
    }
  }

  @Test
  void whatComesUnderTlsNoLongerMatters() {
    for (Fault fault :
        List.of(Fault.reset(), Fault.close(), Fault.endless("250-a\r\n"), Fault.say("?\r\n"))) {
      try (FakeMailServer server =
          FakeMailServer.speaking(MailProtocol.SMTP)
              .as(LEAF.identity())
              .at(Moment.UNDER_TLS, fault)
              .start()) {
        Gcert.Outcome outcome = Gcert.run("fetch", "--insecure", server.target());

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.text()).isEqualTo(LEAF.pem());
      }
    }
  }

  @Test
  void aNewNegotiationUnderTlsIsOfNoConsequence() {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      for (int times : new int[] {1, 500}) {
        try (FakeMailServer server =
            FakeMailServer.speaking(MailProtocol.SMTP)
                .as(LEAF.identity())
                .versions(version)
                .at(Moment.UNDER_TLS, Fault.renegotiate(times))
                .start()) {
          Gcert.Outcome outcome = Gcert.run("fetch", "--insecure", "-q", server.target());

          assertThat(outcome.code()).as(outcome.err()).isZero();
          assertThat(outcome.text()).isEqualTo(LEAF.pem());
          assertThat(outcome.took()).isLessThan(Duration.ofSeconds(15));
        }
      }
    }
  }

  @Test
  void aServerWithoutTheKeyOfItsCertificateIsNotBelievedThoughItAsksWhoTheClientIs(
      @TempDir Path folder) {
    TestCertificate root = TestCertificate.root("The Root").mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).mint();
    TestCertificate thief = TestCertificate.leaf("thief.test").mint();
    String roots = root.writePem(folder.resolve("roots.pem")).toString();
    ServerIdentity stolen = new ServerIdentity(thief.privateKey(), List.of(leaf.x509()));
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      for (boolean curious : new boolean[] {false, true}) {
        FakeMailServer.Builder builder =
            FakeMailServer.speaking(MailProtocol.SMTP).as(stolen).versions(version);
        try (FakeMailServer server =
            (curious ? builder.wantsClientCertificate() : builder).start()) {
          Gcert.Outcome outcome =
              Gcert.run("fetch", "--name", "mx.test", "--roots", roots, server.target());

          Complaint.assertOneLine(
              outcome,
              5,
              server,
              "TLS handshake",
              "the server presented a certificate; use --insecure");
        }
      }
    }
  }

  static Stream<Row> oldServers() {
    String alert = "the alert handshake_failure: no cipher suite in common?";
    return Stream.of(
        row(
            Moment.HANDSHAKE,
            Fault.lastWords(hello('\1')),
            5,
            "TLS handshake",
            "the server speaks only TLS 1.0 or older; try --legacy-tls"),
        row(
            Moment.HANDSHAKE,
            Fault.lastWords(hello('\2')),
            5,
            "TLS handshake",
            "the server speaks only TLS 1.1 or older; try --legacy-tls"),
        row(
            Moment.HANDSHAKE,
            Fault.lastWords(hello('\0')),
            5,
            "TLS handshake",
            "the server speaks only SSL 3 (RFC 7568 forbids it)"),
        row(Moment.HANDSHAKE, Fault.alert(40), 5, "TLS handshake", alert, "; try --legacy-tls"));
  }

  @ParameterizedTest
  @MethodSource("oldServers")
  void anOldServerIsToldForWhatItIs(Row row) {
    assertRow(row, MailProtocol.SMTP, "10s");
  }

  @Test
  void aServerWithoutACipherSuiteInCommonIsToldForThat() {
    // A suite that needs an RSA key, which this server has not.
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(LEAF.identity())
            .versions("TLSv1.2")
            .ciphers("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
            .start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", server.target());

      Complaint.assertOneLine(
          outcome, 5, server, "TLS handshake", "no cipher suite in common?; try --legacy-tls");
    }
  }

  /** A ServerHello of version 3.x, in a record of its own. */
  private static String hello(char minor) {
    String body = "\3" + minor + "r".repeat(32) + "\0" + "\0\57" + "\0";
    String message = "\2\0\0" + (char) body.length() + body;
    return "\26\3" + minor + "\0" + (char) message.length() + message;
  }

  private static Gcert.Outcome assertRow(Row row, MailProtocol protocol, String timeout) {
    try (FakeMailServer server =
        FakeMailServer.speaking(protocol)
            .as(LEAF.identity())
            .at(row.moment(), row.fault())
            .start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "--timeout", timeout, server.target());
      if (outcome.err().contains(": connect: ") && row.resetsAtOnce()) {
        // The kernel may learn of the reset before the client has asked whether it is connected.
        Complaint.assertOneLine(outcome, row.code());
        assertThat(outcome.err()).contains(server.hostAndPort(), "127.0.0.1: connection reset");
      } else {
        Complaint.assertOneLine(outcome, row.code(), server, row.step(), row.words());
      }
      return outcome;
    }
  }

  private static Row row(Moment moment, Fault fault, int code, String step, String... words) {
    return new Row(moment, fault, code, step, words);
  }

  private static Row words(Moment moment, String said, int code, String step, String... words) {
    boolean ends = moment == Moment.HANDSHAKE || moment == Moment.GREETING && code != 0;
    return new Row(moment, ends ? Fault.lastWords(said) : Fault.say(said), code, step, words);
  }
}
