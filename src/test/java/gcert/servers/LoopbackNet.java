package gcert.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * 254 addresses of the loopback network 127.0.0.0/8 that no other test has: on each of them the
 * well-known ports are free, for protocols in which no other port can be named, such as 25 of a
 * mail host and 53 of a name server.
 */
final class LoopbackNet {
  private static final int DNS = 53;
  private static final Random RANDOM = new Random();

  private final String prefix;

  private LoopbackNet(String prefix) {
    this.prefix = prefix;
  }

  /** One in which nobody listens on the first address. */
  static LoopbackNet free() {
    while (true) {
      LoopbackNet net =
          new LoopbackNet("127." + (1 + RANDOM.nextInt(250)) + "." + RANDOM.nextInt(256) + ".");
      if (net.isFree()) {
        return net;
      }
    }
  }

  private boolean isFree() {
    try {
      new ServerSocket(DNS, 1, InetAddress.getByName(address(1))).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * An address.
   *
   * @param number 1 to 254
   */
  String address(int number) {
    if (number < 1 || number > 254) {
      throw new IllegalArgumentException("no host has the number " + number);
    }
    return prefix + number;
  }
}
