package gcert.dnssec;

import gcert.dns.StreamQuery;
import gcert.net.Deadline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/**
 * Carries one question to one name server: by UDP, and by TCP when the answer is cut short (RFC
 * 7766). Only an answer to that very question is taken.
 */
final class Wire {
  /** What no network on the way cuts into pieces. */
  static final int DATAGRAM = 1232;

  private static final int LARGEST_DATAGRAM = 4096;

  private Wire() {}

  /**
   * Asks.
   *
   * @param wait how long a datagram is waited for
   * @param deadline the end of it all
   * @throws SocketTimeoutException when no answer came in time
   * @throws IOException when the server cannot be reached
   */
  static Message ask(InetSocketAddress server, Message query, Deadline wait, Deadline deadline)
      throws IOException {
    Message answer = datagram(server, query, wait);
    return answer.getHeader().getFlag(Flags.TC) ? stream(server, query, deadline) : answer;
  }

  private static Message datagram(InetSocketAddress server, Message query, Deadline until)
      throws IOException {
    byte[] octets = query.toWire();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      socket.send(new DatagramPacket(octets, octets.length));
      byte[] buffer = new byte[LARGEST_DATAGRAM];
      while (true) {
        int millis = until.millisLeft();
        if (millis == 0) {
          throw new SocketTimeoutException();
        }
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Message answer = read(Arrays.copyOf(buffer, packet.getLength()), query);
        if (answer != null) {
          return answer;
        }
      }
    }
  }

  private static Message stream(InetSocketAddress server, Message query, Deadline deadline)
      throws IOException {
    try (StreamQuery stream = new StreamQuery(server, deadline)) {
      stream.send(query.toWire());
      while (true) {
        Message answer = read(stream.receive(), query);
        if (answer != null) {
          return answer;
        }
      }
    }
  }

  /** The answer, if that is what it is. */
  private static @Nullable Message read(byte[] octets, Message query) {
    try {
      Message answer = new Message(octets);
      boolean fits =
          answer.getHeader().getID() == query.getHeader().getID()
              && answer.getHeader().getFlag(Flags.QR)
              && query.getQuestion().equals(answer.getQuestion());
      return fits ? answer : null;
    } catch (IOException | RuntimeException e) {
      // Whatever it is, it is no answer.
      return null;
    }
  }
}
