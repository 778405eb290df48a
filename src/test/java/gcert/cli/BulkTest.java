package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.Loopback;
import gcert.testing.FakeMailServer;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs over many targets, against servers of this process. */
class BulkTest {
  private static final TestCertificate CA = TestCertificate.root().mint();

  @TempDir Path folder;
  private final List<Loopback> servers = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeRoots() throws Exception {
    CA.writePem(folder.resolve("ca.pem"));
  }

  @AfterEach
  void stopServers() throws IOException {
    for (Loopback server : servers) {
      server.close();
    }
  }

  @Test
  void everyTargetIsReportedOnceInTheOrderOfTheList() throws Exception {
    String good = at(server("127.0.0.1", certificate()));
    String refused = at(Loopback.closedPort());
    List<String> list = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      list.add(i % 3 == 0 ? refused : good);
    }

    int code = check(list, "--format", "json", "--jobs", "8", "--per-host", "8");

    assertThat(code).isEqualTo(3);
    assertThat(targets()).containsExactlyElementsOf(list);
  }

  @ParameterizedTest
  @CsvSource({"EC_P256, TLSv1.3", "EC_P256, TLSv1.2", "EC_P384, TLSv1.3", "RSA_2048, TLSv1.2"})
  void aLongListIsVerifiedToItsEnd(KeyKind kind, String version) throws Exception {
    TestCertificate leaf = TestCertificate.leaf("mx.test").key(kind).issuedBy(CA).mint();
    ServerIdentity shown = ServerIdentity.of(leaf);
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(shown).versions(version).start()) {
      List<String> list = Collections.nCopies(50, server.target());

      int code =
          run(list, "fetch", "--roots", roots(), "--name", "mx.test", "--per-host=9", "--input=-");

      assertThat(said()).isEmpty();
      assertThat(code).isZero();
      assertThat(printed()).isEqualTo(leaf.pem().repeat(50));
    }
  }

  @Test
  void aSilentServerDoesNotHoldUpTheOthersAndKeepsItsPlace() throws Exception {
    AtomicInteger served = new AtomicInteger();
    String silent =
        at(
            keep(
                new Loopback(
                    socket -> {
                      // Silent until all the others have been served: in a row this would never end
                      // well.
                      while (served.get() < 5) {
                        Thread.onSpinWait();
                      }
                      socket
                          .getOutputStream()
                          .write("554 no\r\n".getBytes(StandardCharsets.US_ASCII));
                    })));
    SSLContext tls = certificate().sslContext();
    String good =
        at(
            keep(
                new Loopback(
                    socket -> {
                      serve(socket, tls);
                      served.incrementAndGet();
                    })));

    int code = check(List.of(silent, good, good, good, good, good), "--format", "json");

    assertThat(code).isEqualTo(4);
    assertThat(targets()).startsWith(silent).hasSize(6);
  }

  @Test
  void aBadLineIsToldByItsNumberAndTheRestIsDone() throws Exception {
    String good = at(server("127.0.0.1", certificate()));

    int code = check(List.of(good, "non sense", "# nothing", good), "--format", "json");

    assertThat(code).isEqualTo(8);
    assertThat(targets()).containsExactly(good, good);
    assertThat(said()).contains("standard input: line 2: 'non sense'");
  }

  @Test
  void fetchPrintsTheCertificatesOfAListInItsOrder() throws Exception {
    TestCertificate first = certificate();
    TestCertificate second = certificate();
    List<String> list = List.of(at(server("127.0.0.1", first)), at(server("127.0.0.1", second)));

    int code = run(list, "fetch", "--roots", roots(), "--input", "-");

    assertThat(code).isZero();
    assertThat(printed()).isEqualTo(first.pem() + second.pem());
  }

  @Test
  void aTemporaryRefusalIsTriedAgain() throws Exception {
    SSLContext tls = certificate().sslContext();
    AtomicInteger visits = new AtomicInteger();
    String moody =
        at(
            keep(
                new Loopback(
                    socket -> {
                      if (visits.incrementAndGet() == 1) {
                        socket
                            .getOutputStream()
                            .write("421 busy\r\n".getBytes(StandardCharsets.US_ASCII));
                      } else {
                        serve(socket, tls);
                      }
                    })));

    assertThat(check(List.of(moody), "--retries", "1", "--auth", "any")).isZero();
    assertThat(visits).hasValue(2);
  }

  @Test
  void aCertificateJudgedBadIsNotAskedForAgain() throws Exception {
    AtomicInteger visits = new AtomicInteger();
    SSLContext tls =
        TestCertificate.leaf().ip("127.0.0.1").issuedBy(CA).expiredDays(3).mint().sslContext();
    String expired =
        at(
            keep(
                new Loopback(
                    socket -> {
                      visits.incrementAndGet();
                      serve(socket, tls);
                    })));

    assertThat(check(List.of(expired), "--retries", "3", "--auth", "any")).isEqualTo(1);
    assertThat(visits).hasValue(1);
  }

  @Test
  void noMoreConnectionsThanAllowedAreOpenToOneAddress() throws Exception {
    SSLContext tls = certificate().sslContext();
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    String server =
        at(
            keep(
                new Loopback(
                    socket -> {
                      most.accumulateAndGet(open.incrementAndGet(), Math::max);
                      serve(socket, tls);
                      open.decrementAndGet();
                    })));
    String[] list = new String[24];
    Arrays.fill(list, server);

    assertThat(check(List.of(list), "--jobs", "12", "--per-host", "1", "--auth", "any")).isZero();
    // The client may be gone before this server's thread has noticed.
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void samplesAreReportedAsOftenAsAskedForAndJudgedTogether() throws Exception {
    TestCertificate old = certificate();
    TestCertificate renewed = certificate();
    AtomicInteger visits = new AtomicInteger();
    SSLContext[] both = {old.sslContext(), renewed.sslContext()};
    String server =
        at(keep(new Loopback(socket -> serve(socket, both[visits.getAndIncrement() % 2]))));

    int code = check(List.of(server), "--samples", "4", "--per-host", "1", "--auth", "any");

    assertThat(code).isZero();
    assertThat(printed()).contains("rotation  " + server + "  rotating (");
    assertThat(printed().lines().filter(line -> line.startsWith("OK"))).hasSize(4);

    out.reset();
    assertThat(check(List.of(server), "-q", "--samples", "4", "--per-host", "1")).isZero();
    assertThat(printed()).isEmpty();
  }

  @Test
  void aRotationIsPrintedAsAnObjectOfItsOwn() throws Exception {
    String server = at(server("127.0.0.1", certificate()));

    check(List.of(server), "--rotation", "--format", "json");

    assertThat(printed().lines()).hasSize(2);
    assertThat(printed())
        .contains("{\"schema\":\"gcert/1\",\"rotation\":{\"target\":\"" + server + "\"")
        .contains("\"verdict\":\"stable\"");
  }

  @Test
  void certificatesThatDoNotBelongTogetherEndWithExitCode7() throws Exception {
    AtomicInteger visits = new AtomicInteger();
    SSLContext[] both = {
      certificate().sslContext(),
      TestCertificate.leaf("other.example.net")
          .dns("more.example.net")
          .ip("127.0.0.1")
          .issuedBy(CA)
          .mint()
          .sslContext(),
      TestCertificate.leaf("third.example.net").ip("127.0.0.1").issuedBy(CA).mint().sslContext()
    };
    String server =
        at(keep(new Loopback(socket -> serve(socket, both[1 + visits.getAndIncrement() % 2]))));

    int code = check(List.of(server), "--samples", "2", "--per-host", "1", "--auth", "any");

    assertThat(printed()).contains("mismatch (different names)");
    assertThat(code).isEqualTo(7);
  }

  @Test
  void resumingPassesOverWhatIsDoneAndMendsHalfALine() throws Exception {
    String first = at(server("127.0.0.1", certificate()));
    String second = at(server("127.0.0.1", certificate()));
    check(List.of(first), "--format", "json");
    Path earlier = folder.resolve("out.jsonl");
    String whole = printed();
    Files.writeString(earlier, whole + "{\"schema\":\"gcert/1\",\"targ");
    out.reset();

    int code = check(List.of(first, second), "--format", "json", "--resume", earlier.toString());

    assertThat(code).isZero();
    assertThat(targets()).containsExactly(second);
    assertThat(earlier).hasContent(whole);
    assertThat(said())
        .contains(
            "an unfinished line at its end was cut off", "skipped 1 target done by an earlier run");
  }

  @Test
  void aTargetThatStandsTwiceIsPassedOverAsOftenAsItWasDone() throws Exception {
    String server = at(server("127.0.0.1", certificate()));
    check(List.of(server), "--format", "json");
    Path earlier = folder.resolve("out.jsonl");
    Files.writeString(earlier, printed());
    out.reset();

    check(List.of(server, server, server), "--format", "json", "--resume", earlier.toString());

    assertThat(targets()).containsExactly(server, server);
  }

  @Test
  void theExitCodeOfAResumedRunCountsWhatTheFileHolds() throws Exception {
    String refused = at(Loopback.closedPort());
    assertThat(check(List.of(refused), "--format", "json")).isEqualTo(3);
    Path earlier = folder.resolve("out.jsonl");
    Files.writeString(earlier, printed());

    int code = check(List.of(refused), "--format", "json", "--resume", earlier.toString());

    assertThat(code).isEqualTo(3);
  }

  @Test
  void aLastLineThatLacksNothingButItsEndIsKept() throws Exception {
    String server = at(server("127.0.0.1", certificate()));
    check(List.of(server), "--format", "json");
    String whole = printed();
    Path earlier = folder.resolve("out.jsonl");
    Files.writeString(earlier, whole.strip());
    out.reset();

    assertThat(check(List.of(server), "--format", "json", "--resume", earlier.toString())).isZero();
    assertThat(printed()).isEmpty();
    assertThat(earlier).content().isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("filesOfOthers")
  void aFileOfSomebodyElseIsRefusedAndLeftAsItWas(byte[] content) throws Exception {
    Path other = folder.resolve("other");
    Files.write(other, content);

    int code = check(List.of("127.0.0.1:1"), "--format", "json", "--resume", other.toString());

    assertThat(code).isEqualTo(8);
    assertThat(other).hasBinaryContent(content);
    assertThat(said()).startsWith("gcert: --resume: ").hasLineCount(1);
  }

  static List<byte[]> filesOfOthers() {
    String line = "{\"schema\":\"gcert/1\",\"target\":\"a\"}\n";
    return List.of(
        certificate().der(),
        "no line feed".getBytes(StandardCharsets.UTF_8),
        new byte[5000],
        (line + "-----BEGIN").getBytes(StandardCharsets.UTF_8),
        (line + "{\"schema\":\"other/1\"}\n{").getBytes(StandardCharsets.UTF_8),
        "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
        ("{\"a\":" + "[".repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8),
        ("{\"a\":\"" + "x".repeat(25_000_000) + "\"}\n").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"text", "json", "nagios", "prometheus", "junit", "html", "ics"})
  void aListWithoutATargetIsNoGoodNews(String format) {
    int code = check(List.of("# nothing", ""), "--format", format);

    assertThat(code).isEqualTo(format.equals("nagios") ? 3 : 8);
    assertThat(said() + printed()).contains("--input: standard input: no target in it");
  }

  @Test
  void aMonitorIsToldOfALineThatIsNoTarget() throws Exception {
    String good = at(server("127.0.0.1", certificate()));

    int code = check(List.of(good, "a b"), "--format", "nagios");

    assertThat(code).isEqualTo(3);
    assertThat(printed()).startsWith("GCERT UNKNOWN - standard input: line 2: ").hasLineCount(1);
  }

  @Test
  void aFileThatIsNotGcertsOwnIsNeitherReadNorTouched() throws Exception {
    Path other = folder.resolve("notes.txt");
    Files.writeString(other, "my notes\nwithout an end");

    int code = check(List.of("127.0.0.1:1"), "--resume", other.toString());

    assertThat(code).isEqualTo(8);
    assertThat(other).hasContent("my notes\nwithout an end");
    assertThat(said()).contains("line 1: is not JSON written by gcert");
  }

  @Test
  void eachHostGetsAFileOfItsOwnInAFolder() throws Exception {
    TestCertificate certificate = certificate();
    InetSocketAddress good = server("127.0.0.1", certificate);
    InetSocketAddress refused = Loopback.closedPort();
    Path certs = Files.createDirectory(folder.resolve("certs"));

    int code =
        run(
            List.of(at(good), at(refused)),
            "fetch",
            "--roots",
            roots(),
            "--input",
            "-",
            "-o",
            certs.toString());

    assertThat(code).isEqualTo(3);
    assertThat(printed()).isEmpty();
    assertThat(certs.resolve("127.0.0.1_" + good.getPort() + ".pem")).hasContent(certificate.pem());
    assertThat(said())
        .contains("_" + good.getPort() + ".pem: updated")
        .contains("_" + refused.getPort() + ".pem: not written");
  }

  @Test
  void labelsSayWhoseEachCertificateIs() throws Exception {
    TestCertificate certificate = certificate();
    String good = at(server("127.0.0.1", certificate));

    run(List.of(good), "fetch", "--roots", roots(), "--input", "-", "--labels");

    assertThat(printed()).isEqualTo("# " + good + " (127.0.0.1)\n" + certificate.pem());
  }

  @Test
  void textOnSeveralTargetsIsSpacedAndSummedUp() throws Exception {
    String good = at(server("127.0.0.1", certificate()));
    String refused = at(Loopback.closedPort());

    check(List.of(good, refused, "a b"));

    assertThat(printed()).startsWith("OK  ").contains("\n\nERROR  " + refused);
    assertThat(printed()).endsWith("\n\n2 checked: 1 ok, 1 error; 1 invalid line\n");
  }

  @Test
  void aReportThatNeedsAllResultsGetsThemInOrder() throws Exception {
    String good = at(server("127.0.0.1", certificate()));
    String refused = at(Loopback.closedPort());

    check(List.of(good, refused), "--format", "junit");

    assertThat(printed()).contains("tests=\"2\"", "errors=\"1\"");
  }

  @Test
  void aListThatCannotBeReadIsALocalFault() {
    int code = run(List.of(), "check", "--input", folder.resolve("missing").toString());

    assertThat(code).isEqualTo(8);
    assertThat(said()).contains("--input: ");
  }

  private static TestCertificate certificate() {
    return TestCertificate.leaf("mx.example.net").ip("127.0.0.1").issuedBy(CA).freshKey().mint();
  }

  private InetSocketAddress server(String address, TestCertificate certificate) throws IOException {
    SSLContext tls = certificate.sslContext();
    return keep(new Loopback(InetAddress.getByName(address), socket -> serve(socket, tls)));
  }

  private InetSocketAddress keep(Loopback server) {
    servers.add(server);
    return server.address();
  }

  /** SMTP with STARTTLS, until the client leaves. */
  private static void serve(Socket socket, SSLContext tls) throws IOException {
    answer(socket, "220 mx ESMTP\r\n");
    String line = line(socket);
    answer(socket, "250-mx\r\n250 STARTTLS\r\n");
    line = line(socket);
    if (!line.startsWith("STARTTLS")) {
      return;
    }
    answer(socket, "220 go ahead\r\n");
    try (SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, "", 0, true)) {
      secure.setUseClientMode(false);
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(secure.getInputStream(), StandardCharsets.US_ASCII));
      for (String said = reader.readLine(); said != null; said = reader.readLine()) {
        answer(secure, said.startsWith("QUIT") ? "221 bye\r\n" : "250 mx\r\n");
      }
    }
  }

  private static void answer(Socket socket, String reply) throws IOException {
    OutputStream stream = socket.getOutputStream();
    stream.write(reply.getBytes(StandardCharsets.US_ASCII));
    stream.flush();
  }

  private static String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read();
        c >= 0 && c != '\n';
        c = socket.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static String at(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private String roots() {
    return folder.resolve("ca.pem").toString();
  }

  private int check(List<String> list, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--roots", roots(), "--input", "-", "--timeout", "20s"));
    arguments.addAll(List.of(options));
    return run(list, arguments.toArray(String[]::new));
  }

  private int run(List<String> list, String... arguments) {
    byte[] in = String.join("\n", list).getBytes(StandardCharsets.UTF_8);
    return Main.run(
        arguments,
        new ByteArrayInputStream(in),
        out,
        err,
        Map.of("GCERT_CONFIG", ""),
        Clock.systemUTC());
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<String> targets() {
    return printed()
        .lines()
        .map(line -> line.replaceAll(".*?\"target\":\"([^\"]*)\".*", "$1"))
        .toList();
  }
}
