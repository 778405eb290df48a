package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.target.FileTarget;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.tls.TlsSession;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowReportTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Layout WIDE = new Layout(80, false, true);
  private static final Target SERVER =
      new ServerTarget("mx.test", new Host.Name("mx.test"), 25, Protocol.SMTP);
  private static final Target FILE = new FileTarget("file:mx.pem", Optional.empty());

  private final TestCertificate root = TestCertificate.root("Root R4").around(NOW).mint();
  private final TestCertificate issuer =
      TestCertificate.intermediate()
          .subject("CN=WE2,O=Example Trust")
          .around(NOW)
          .issuedBy(root)
          .mint();
  private final TestCertificate leaf = leaf("mx.test", "www.mx.test");

  @Test
  void beginsWithTheVerdictTheConnectionAndThePath() throws Exception {
    assertThat(show(good(SERVER, leaf), WIDE))
        .startsWith(
            """
            OK  mx.test:25  192.0.2.25  60 days left  root Root R4 (bundled)  name ok
                TLSv1.3  TLS_AES_128_GCM_SHA256  x25519

                mx.test        EC P-256  ████████████░░░░░░  60 of 90 days
                └─ WE2         EC P-256  Example Trust
                   └─ Root R4  EC P-256  in the bundle

                names      mx.test, www.mx.test
                           2 names
                subject    CN=mx.test
            """)
        .contains("    valid      from 2026-10-26 12:00:00 UTC\n               to   2027-01-24")
        .contains("    purposes   TLS server\n")
        .contains("    sha256     " + Certificate.parse(leaf.der()).sha256() + "\n")
        .contains("    TLSA       _25._tcp.mx.test. IN TLSA 3 1 1 ")
        .endsWith(Certificate.parse(leaf.der()).spkiSha256() + "\n");
  }

  @Test
  void stacksThePathWhereTheScreenIsNarrow() throws Exception {
    assertThat(show(good(SERVER, leaf), new Layout(40, false, true)))
        .contains(
            "\n    mx.test\n    EC P-256\n    ████████████░░░░░░  60 of 90 days\n"
                + "    └─ WE2\n       EC P-256\n       Example Trust\n"
                + "       └─ Root R4\n          EC P-256\n          in the bundle\n");
  }

  @Test
  void drawsWithAsciiWhereTheScreenHasNoMore() throws Exception {
    TestCertificate other =
        TestCertificate.leaf("mx.test").subject("CN=bücher").around(NOW).issuedBy(issuer).mint();

    String shown = show(good(FILE, other), new Layout(80, false, false));

    assertThat(shown)
        .contains("############------  60 of 90 days", "`- WE2", "b\\u00fccher")
        .matches("[\\n -~]*");
  }

  @Test
  void saysThatAFilesNameIsNotCheckedUnlessOneWasGiven() throws Exception {
    assertThat(show(good(FILE, leaf), WIDE)).contains("name not checked");
    String named = new ShowReport(WIDE, Optional.of(new Host.Name("mx.test"))).of(good(FILE, leaf));
    assertThat(named).contains("name ok").doesNotContain("not checked");
  }

  @Test
  void tellsEveryFindingBehindTheVerdict() throws Exception {
    Verdict verdict =
        new Verdict(
            List.of(
                new Finding(Rule.NAME, Severity.FAILURE, "mx.test: is not valid for other.test"),
                new Finding(Rule.PIN, Severity.WARNING, "a long sentence ".repeat(8).strip())),
            List.of(),
            Optional.empty());

    String shown = show(result(SERVER, chain(leaf), Optional.of(verdict), 1), WIDE);

    assertThat(shown)
        .startsWith("FAILED  mx.test:25  192.0.2.25  60 days left  no root  name mismatch\n")
        .contains("    failure [name] mx.test: is not valid for other.test\n")
        .contains("    warning [pin] a long")
        .contains("2 certificates, in the order received; no path to a root:");
  }

  @Test
  void saysWhichCertificatesWereSuperfluous() throws Exception {
    List<Certificate> sent = new ArrayList<>(chain(leaf));
    sent.add(Certificate.parse(TestCertificate.root("Other").mint().der()));
    Verdict verdict = good(SERVER, leaf).verdict().orElseThrow();

    assertThat(show(result(SERVER, sent, Optional.of(verdict), 0), WIDE))
        .contains("3 certificates were met, 2 of them are in the path:");
  }

  @Test
  void tellsWhyThereIsNothingToShow() {
    Failure failure =
        new Failure(
            Step.READ, Category.LOCAL, "no such file or directory", Optional.of("look again"));
    Observation observation =
        new Observation(
            FILE,
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Timing.none(),
            Optional.of(failure));

    assertThat(show(new Result(observation, Optional.empty(), NOW, 8), WIDE))
        .isEqualTo("ERROR  file:mx.pem\n    read: no such file or directory; look again\n");
  }

  @Test
  void paintsOnlyWhenAsked() throws Exception {
    assertThat(show(good(SERVER, leaf), WIDE)).doesNotContain("\u001b");
    String painted = show(good(SERVER, leaf), new Layout(80, true, true));
    assertThat(painted).startsWith("\u001b[1m\u001b[32mOK\u001b[0m\u001b[0m  mx.test:25");
    assertThat(painted.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(show(good(SERVER, leaf), WIDE));
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 57, 80, 120})
  void neverWritesALineThatIsWiderThanTheScreen(int columns) throws Exception {
    Random random = new Random(columns);
    for (int i = 0; i < 12; i++) {
      TestCertificate hostile =
          TestCertificate.leaf("mx.test")
              .subject(new X500NameBuilder().addRDN(BCStyle.CN, text(random)).build())
              .dns("a".repeat(200) + ".test", "\u001b[2J.test")
              .extension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE)
              .around(NOW)
              .issuedBy(issuer)
              .mint();
      String shown = show(good(SERVER, hostile), new Layout(columns, false, random.nextBoolean()));
      // What is copied into a zone or a configuration stays in one piece.
      assertThat(shown.lines().filter(line -> !line.matches(".*[0-9A-Za-z+/]{43}.*")))
          .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns));
      assertThat(shown.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }
  }

  @Test
  void showsTheFirstHundredOfManyNames() throws Exception {
    String[] names = new String[300];
    for (int i = 0; i < names.length; i++) {
      names[i] = "h" + i + ".test";
    }

    assertThat(show(good(SERVER, leaf(names)), WIDE))
        .contains("300 names, 100 of them shown\n               h0.test, ")
        .doesNotContain("h100.test");
  }

  @Test
  void showsTheNameThatMatchesBeforeTheOthers() throws Exception {
    String[] names = new String[300];
    for (int i = 0; i < names.length; i++) {
      names[i] = "h" + i + ".test";
    }
    names[299] = "mx.test";

    assertThat(show(good(SERVER, leaf(names)), WIDE))
        .contains("300 names, 100 of them shown\n               mx.test, h0.test, ");
  }

  @Test
  void keepsARecordForTheZoneInOnePiece() throws Exception {
    assertThat(show(good(SERVER, leaf("mx.test")), new Layout(80, false, true)))
        .containsPattern("TLSA +_25\\._tcp\\.mx\\.test\\. IN TLSA 3 1 1 [0-9a-f]{64}\n");
  }

  @Test
  void countsColumnsAsATerminalDoes() {
    assertThat(DisplayWidth.of("mail")).isEqualTo(4);
    assertThat(DisplayWidth.of("郵件")).isEqualTo(4);
    assertThat(DisplayWidth.of("e\u0301t\u00e9")).isEqualTo(3);
    assertThat(DisplayWidth.of("\ud83d\udcec")).isEqualTo(2);
    assertThat(DisplayWidth.of("ｱｲ")).isEqualTo(2);
    assertThat(DisplayWidth.of("ＡＢ한")).isEqualTo(6);
  }

  @Test
  void wordsTheLifetimeAtItsEdges() {
    Instant start = NOW.minus(Duration.ofDays(90));
    assertThat(new Lifetime(start, NOW, NOW).words()).isEqualTo("0 of 90 days");
    assertThat(new Lifetime(start, NOW, NOW.plusSeconds(1)).words())
        .isEqualTo("expired 0 days ago");
    assertThat(new Lifetime(NOW, NOW.plusSeconds(90), NOW.minus(Duration.ofDays(1))).words())
        .isEqualTo("valid in 1 day");
    assertThat(new Lifetime(start, NOW, start).bar(10, false)).isEqualTo("##########");
    assertThat(new Lifetime(start, NOW, NOW.minusSeconds(1)).bar(10, false))
        .isEqualTo("#---------");
    assertThat(new Lifetime(start, NOW, NOW.plusSeconds(1)).bar(10, false)).isEqualTo("----------");
    assertThat(new Lifetime(NOW, start, NOW).bar(4, false)).isEqualTo("----");
  }

  private static String text(Random random) {
    String alphabet = "ab \u001b\u202e\u200b郵é\u0301\ud83d\udcec\\\n\t.,-";
    int[] all = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder("x");
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(all[random.nextInt(all.length)]);
    }
    return text.toString();
  }

  private TestCertificate leaf(String... names) {
    return TestCertificate.leaf(names).around(NOW).issuedBy(issuer).mint();
  }

  private static String show(Result result, Layout layout) {
    return new ShowReport(layout, Optional.empty()).of(result);
  }

  private Result good(Target target, TestCertificate certificate) throws Exception {
    List<Certificate> chain = chain(certificate);
    Certificate anchor = Certificate.parse(root.der());
    Verdict verdict =
        new Verdict(
            List.of(),
            List.of(chain.get(0), chain.get(1), anchor),
            Optional.of(new Anchor(anchor, "bundled")));
    return result(target, chain, Optional.of(verdict), 0);
  }

  private List<Certificate> chain(TestCertificate certificate) throws Exception {
    return List.of(Certificate.parse(certificate.der()), Certificate.parse(issuer.der()));
  }

  private static Result result(
      Target target, List<Certificate> chain, Optional<Verdict> verdict, int code)
      throws Exception {
    boolean server = target instanceof ServerTarget;
    TlsSession session =
        new TlsSession(
            "TLSv1.3",
            "TLS_AES_128_GCM_SHA256",
            Optional.of("x25519"),
            Optional.of("mx.test"),
            false,
            List.of());
    InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 25});
    Observation observation =
        new Observation(
            target,
            NOW,
            server ? Optional.of(new InetSocketAddress(address, 25)) : Optional.empty(),
            Optional.empty(),
            server ? Optional.of(session) : Optional.empty(),
            chain,
            Timing.none(),
            Optional.empty());
    return new Result(observation, verdict, NOW, code);
  }
}
