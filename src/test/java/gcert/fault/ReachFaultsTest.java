package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.Loopback;
import gcert.testing.FakeDns;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.xbill.DNS.Rcode;

/** Names that do not resolve and addresses that do not answer. */
class ReachFaultsTest {
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();

  @Test
  void theResultOfALookUpIsNamed() {
    assertLookUp(FakeDns.answering(Rcode.NXDOMAIN), "does not exist");
    assertLookUp(FakeDns.answering(Rcode.NOERROR), "no address");
    assertLookUp(FakeDns.answering(Rcode.SERVFAIL), "SERVFAIL");
    assertLookUp(FakeDns.silent(), "no answer");
  }

  private static void assertLookUp(FakeDns dns, String word) {
    try (dns) {
      Gcert.Outcome outcome =
          Gcert.run("fetch", "--timeout", "1s", "--resolver", dns.resolver(), "mx.test");

      Complaint.assertOneLine(outcome, 3);
      assertThat(outcome.err()).startsWith("gcert: mx.test:25: look-up: ").contains(word);
    }
  }

  @Test
  void aNameOfTheSystemsResolverThatDoesNotExistIsNotReached() {
    Gcert.Outcome outcome = Gcert.run("fetch", "--timeout", "5s", "mx.invalid");

    Complaint.assertOneLine(outcome, 3);
    assertThat(outcome.err()).startsWith("gcert: mx.invalid:25: look-up: ");
  }

  @Test
  void everyAddressThatRefusedIsNamed() throws IOException {
    int port = Loopback.closedPort().getPort();
    try (FakeDns dns = FakeDns.addresses("127.0.0.2", "127.0.0.3")) {
      Gcert.Outcome outcome = Gcert.run("fetch", "--resolver", dns.resolver(), "mx.test:" + port);

      Complaint.assertOneLine(outcome, 3);
      assertThat(outcome.err())
          .contains(": connect: ", "127.0.0.2: connection refused", "127.0.0.3: connection refused")
          .doesNotContain("submission");
    }
  }

  @Test
  void aRefusalOnThisMachineHasNothingToDoWithBlockedPorts() {
    Gcert.Outcome outcome = Gcert.run("fetch", "--timeout", "2s", "127.0.0.77");

    Complaint.assertOneLine(outcome, 3);
    assertThat(outcome.err())
        .isEqualTo("gcert: 127.0.0.77:25: connect: 127.0.0.77: connection refused\n");
  }

  @Test
  void aServerBehindALoadBalancerIsToldWhoTheClientIs() throws IOException {
    try (Loopback server =
        new Loopback(
            socket -> {
              byte[] start = socket.getInputStream().readNBytes(12);
              String said = new String(start, StandardCharsets.ISO_8859_1).strip();
              String reply = "554 " + said.replaceAll("[^ -~]+", "/") + "\r\n";
              socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
            })) {
      String target = "127.0.0.1:" + server.address().getPort();

      assertThat(Gcert.run("fetch", "--proxy-protocol", "v1", target).err())
          .contains("554 PROXY TCP4 1");
      assertThat(Gcert.run("fetch", "--proxy-protocol=v2", target).err()).contains("554 /QUIT");
      assertThat(Gcert.run("fetch", "--proxy-protocol=v3", target).code()).isEqualTo(2);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // All of 127.0.0.0/8 is there, and a full backlog drops a SYN.
  void aDeadFirstAddressIsNotWaitedFor() throws IOException {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity());
        BlackHole hole = new BlackHole("127.0.0.2", server.port());
        FakeDns dns = FakeDns.addresses("127.0.0.2", "127.0.0.1")) {
      Gcert.Outcome outcome =
          Gcert.run("fetch", "-k", "--resolver", dns.resolver(), "smtp://mx.test:" + server.port());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text()).isEqualTo(LEAF.pem());
      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(9));
      assertThat(hole.port()).isEqualTo(server.port());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anAddressThatNeverAnswersIsGivenUpAfterTheConnectTimeout() throws IOException {
    try (BlackHole hole = new BlackHole("127.0.0.1", 0)) {
      Gcert.Outcome outcome =
          Gcert.run("fetch", "--connect-timeout", "300ms", "127.0.0.1:" + hole.port());

      Complaint.assertOneLine(outcome, 3);
      assertThat(outcome.err()).contains(": connect: 127.0.0.1: no answer within 300 ms");
    }
  }

  @Test
  void nothingIsLeftBehindByAServerOfAnotherFamily() {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-6", server.target());

      Complaint.assertOneLine(outcome, 3);
      assertThat(outcome.err()).contains("look-up: the host has no IPv6 address");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aProxyThatMisbehavesIsBlamedByName() throws IOException {
    for (String answer :
        List.of(
            "HTTP/1.1 403 Forbidden\r\n\r\n",
            "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
            "HTTP/1.1 502 \33[31mBad\r\n\r\n",
            "SSH-2.0-x\r\n",
            "")) {
      try (Loopback proxy =
          new Loopback(
              socket -> {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write(answer.getBytes("ISO-8859-1"));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
              })) {
        String url = "http://127.0.0.1:" + proxy.address().getPort();
        Gcert.Outcome outcome = Gcert.run("fetch", "--proxy", url, "mx.test");

        Complaint.assertOneLine(outcome, 3);
        assertThat(outcome.err())
            .startsWith(
                "gcert: mx.test:25: proxy: the proxy 127.0.0.1:" + proxy.address().getPort());
      }
    }
  }

  @Test
  void aSocksProxyThatRefusesOrTalksNonsenseIsBlamedByName() throws IOException {
    Map<String, byte[]> answers = new LinkedHashMap<>();
    answers.put("it asks for authentication", new byte[] {5, (byte) 0xff});
    answers.put("it does not speak SOCKS5", new byte[] {4, 90});
    answers.put("it refuses: not allowed by its rules", new byte[] {5, 0, 5, 2, 0, 1});
    answers.put("it refuses: connection refused", new byte[] {5, 0, 5, 5, 0, 1});
    answers.put("an address of an unknown kind", new byte[] {5, 0, 5, 0, 0, 9});
    answers.put("closed by the proxy", new byte[] {5, 0, 5, 0, 0, 3, (byte) 200, 'x'});
    for (Map.Entry<String, byte[]> answer : answers.entrySet()) {
      try (Loopback proxy = new Loopback(socket -> answerAtOnce(socket, answer.getValue()))) {
        String url = "socks5://127.0.0.1:" + proxy.address().getPort();
        Gcert.Outcome outcome = Gcert.run("fetch", "--proxy", url, "mx.test");

        Complaint.assertOneLine(outcome, 3);
        assertThat(outcome.err())
            .startsWith("gcert: mx.test:25: proxy: the proxy 127.0.0.1:")
            .contains(answer.getKey());
      }
    }
  }

  @Test
  void whatAProxySaysOfTheAddressIsNotBelieved() throws IOException {
    byte[] lie = {5, 0, 5, 0, 0, 1, 8, 8, 8, 8, 0, 25};
    byte[] speech = "554 5.7.1 go away\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] answer = Arrays.copyOf(lie, lie.length + speech.length);
    System.arraycopy(speech, 0, answer, lie.length, speech.length);
    try (Loopback proxy = new Loopback(socket -> answerAtOnce(socket, answer))) {
      String url = "socks5://127.0.0.1:" + proxy.address().getPort();
      Gcert.Outcome outcome = Gcert.run("fetch", "--proxy", url, "mx.test");

      Complaint.assertOneLine(outcome, 4);
      assertThat(outcome.err()).startsWith("gcert: mx.test:25: greeting: ").doesNotContain("8.8");
    }
  }

  private static void answerAtOnce(Socket socket, byte[] answer) throws IOException {
    socket.getOutputStream().write(answer);
    socket.shutdownOutput();
    socket.getInputStream().readAllBytes();
  }

  @Test
  void aProxyThatSaysNothingIsGivenUpAtTheDeadline() throws IOException {
    try (Loopback proxy = new Loopback(socket -> socket.getInputStream().readAllBytes())) {
      for (String scheme : List.of("http", "socks5")) {
        String url = scheme + "://127.0.0.1:" + proxy.address().getPort();
        Gcert.Outcome outcome = Gcert.run("fetch", "--timeout", "500ms", "--proxy", url, "mx.test");

        Complaint.assertOneLine(outcome, 3);
        assertThat(outcome.err()).contains("proxy: the proxy 127.0.0.1:").contains("timed out");
      }
    }
  }

  /** A port whose queue of connections is full: a SYN gets no answer. */
  private static final class BlackHole implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> queue = new ArrayList<>();

    BlackHole(String address, int port) throws IOException {
      server = new ServerSocket(port, 1, InetAddress.getByName(address));
      try {
        for (int i = 0; i < 8; i++) {
          Socket socket = new Socket();
          queue.add(socket);
          socket.connect(new InetSocketAddress(address, server.getLocalPort()), 100);
        }
      } catch (IOException e) {
        // Now it is full.
      }
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }
}
