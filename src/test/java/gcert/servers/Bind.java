package gcert.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * The authoritative name server BIND 9 for port 53 of a loopback address, with the zones that it is
 * given: signed before, and served as they are. BIND listens at addresses of interfaces alone, of
 * which the loopback interface has one, so that a relay for datagrams stands at the address.
 */
final class Bind implements AutoCloseable {
  private static final int LARGEST = 65_535;
  private static final int WAIT_MILLIS = 2_000;
  private static final String CONFIGURATION = "/etc/gcert/named.conf";
  private static final String ZONES = "/etc/gcert/zones/";

  private static final String SETTINGS =
      """
      options {
        directory "/var/lib";
        listen-on port %d { 127.0.0.1; };
        listen-on-v6 { none; };
        recursion no;
        notify no;
        dnssec-validation no;
        pid-file none;
        session-keyfile none;
      };
      controls {};
      """;

  private static final String ZONE =
      """
      zone "%s" { type primary; file "%s"; check-names ignore; };
      """;

  private final ServerRoot root = new ServerRoot();
  private final int port = LoopbackPorts.free();
  private final DatagramSocket entrance;
  private final Thread relay = new Thread(this::relay, "bind-relay");

  /** Configures it for a loopback address. */
  Bind(String address) {
    try {
      entrance = new DatagramSocket(new InetSocketAddress(address, 53));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it with zones by name; returns when it has loaded them. */
  void start(Map<String, String> zones) {
    StringBuilder settings = new StringBuilder(SETTINGS.formatted(port));
    zones.forEach(
        (name, text) -> {
          root.file(ZONES + name, text);
          settings.append(ZONE.formatted(name, ZONES + name));
        });
    root.file(CONFIGURATION, settings.toString())
        .startAt(
            List.of(new InetSocketAddress("127.0.0.1", port)),
            "/usr/sbin/named",
            "-g",
            "-n",
            "1",
            "-c",
            CONFIGURATION);
    loaded(zones.size());
    relay.start();
  }

  /** One question after the other: nobody asks much. */
  private void relay() {
    while (!entrance.isClosed()) {
      try (DatagramSocket exit = new DatagramSocket()) {
        DatagramPacket question = new DatagramPacket(new byte[LARGEST], LARGEST);
        entrance.receive(question);
        exit.setSoTimeout(WAIT_MILLIS);
        exit.send(
            new DatagramPacket(
                question.getData(),
                question.getLength(),
                new InetSocketAddress("127.0.0.1", port)));
        DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
        exit.receive(answer);
        answer.setSocketAddress(question.getSocketAddress());
        entrance.send(answer);
      } catch (IOException e) {
        // No answer came, or this is the end of the test.
      }
    }
  }

  /**
   * Serves other zones from now on, with greater serial numbers.
   *
   * @param zones some of those that it was started with
   */
  void replace(Map<String, String> zones) {
    long before = loads();
    zones.forEach((name, text) -> root.file(ZONES + name, text));
    root.reload();
    loaded(before + zones.size());
  }

  private void loaded(long count) {
    Patience.await(() -> loads() >= count, () -> "not all zones are loaded: " + root.output());
  }

  private long loads() {
    return root.output().lines().filter(line -> line.contains("/IN: loaded serial")).count();
  }

  @Override
  public void close() {
    entrance.close();
    root.close();
  }
}
