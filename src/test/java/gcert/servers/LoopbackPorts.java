package gcert.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** TCP ports of 127.0.0.1. */
final class LoopbackPorts {
  /** The state of a listening socket in /proc/net/tcp. */
  private static final String LISTEN = "0A";

  private static final int FIRST = 12_000;
  private static final int LAST = 32_000;
  private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(LAST - FIRST));

  private LoopbackPorts() {}

  /**
   * A port that nobody listens on, and that was not given before. These servers cannot be asked to
   * choose one themselves. It lies below those that the kernel takes for outgoing connections, so
   * that none of them has it by the time the server starts.
   */
  static int free() {
    while (true) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), LAST - FIRST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody has it; the next one.
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Whether somebody listens. The kernel's table is read for it: a connection would show in the
   * server's log and count against its limits.
   */
  static boolean isOpen(int port) {
    return isOpen(new InetSocketAddress("127.0.0.1", port));
  }

  /** The same at any IPv4 address of this machine. */
  static boolean isOpen(InetSocketAddress at) {
    byte[] octets = at.getAddress().getAddress();
    String local =
        String.format(
            "%02X%02X%02X%02X:%04X", octets[3], octets[2], octets[1], octets[0], at.getPort());
    try {
      return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
          .map(line -> List.of(line.strip().split("\\s+")))
          .anyMatch(cells -> cells.get(1).equals(local) && cells.get(3).equals(LISTEN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
