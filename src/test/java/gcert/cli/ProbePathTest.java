package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** {@code gcert probe} on paths on which long hellos are lost. */
final class ProbePathTest {
  private static final int SEGMENT = 1460;

  private final TestCertificate leaf = TestCertificate.leaf("mx.test").key(KeyKind.EC_P256).mint();

  @Test
  void saysThatHellosOverOneSegmentAreLostOnAPathThatDropsThem() throws IOException {
    try (FakeMailServer server = server();
        Path path = new Path(server.port(), false)) {
      Gcert.Outcome outcome = Gcert.run("probe", "--timeout", "1s", path.target());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text())
          .contains("  Hellos over one segment are lost on this path\n")
          .contains("    in two segments                2000 octets    lost\n")
          .contains("    in three segments              3500 octets    not asked\n")
          .containsPattern("    split in the record header     \\d+ octets     answered\n")
          .containsPattern("    split in the list of extensions *\\d+ octets     answered\n");
    }
  }

  @Test
  void saysThatHellosOverOneSegmentAreLostOnAPathThatCutsTheConnection() throws IOException {
    try (FakeMailServer server = server();
        Path path = new Path(server.port(), true)) {
      Gcert.Outcome outcome = Gcert.run("probe", "--json", path.target());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text())
          .contains("\"shape\":\"two_segments\",\"octets\":2000,\"outcome\":\"refused\"")
          .contains("\"long_hellos_lost\":true");
    }
  }

  @Test
  void saysNothingOfAPathThatIsInOrder() {
    try (FakeMailServer server = server()) {
      Gcert.Outcome outcome = Gcert.run("probe", server.target());

      assertThat(outcome.text()).endsWith("  long and split hellos     answered\n");
    }
  }

  private FakeMailServer server() {
    return FakeMailServer.speaking(MailProtocol.SMTPS)
        .as(leaf.identity())
        .versions("TLSv1.2", "TLSv1.3")
        .start();
  }

  /** Hands octets on both ways, but nothing of the client's once it sends more than a segment. */
  private static final class Path implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int port;
    private final boolean cuts;

    Path(int port, boolean cuts) throws IOException {
      this.port = port;
      this.cuts = cuts;
      start(this::accept);
    }

    String target() {
      return "smtps://127.0.0.1:" + listener.getLocalPort();
    }

    private static void start(Runnable task) {
      Thread thread = new Thread(task, "path");
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      try {
        while (true) {
          Socket client = listener.accept();
          Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
          sockets.add(client);
          sockets.add(server);
          start(() -> pump(client, server, true));
          start(() -> pump(server, client, false));
        }
      } catch (IOException e) {
        // Closed: the test is over.
        return;
      }
    }

    private void pump(Socket from, Socket to, boolean bounded) {
      byte[] buffer = new byte[16 * 1024];
      int total = 0;
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          total += count;
          // The first hello is what is measured: what comes behind it is an answer to the server.
          boolean lost = bounded && count > SEGMENT && total == count;
          if (lost && cuts) {
            return;
          }
          if (!lost) {
            out.write(buffer, 0, count);
            out.flush();
          }
        }
      } catch (IOException e) {
        // One of the two has hung up.
        return;
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
