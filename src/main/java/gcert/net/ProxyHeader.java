package gcert.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header by which a load balancer tells a server behind it who the client is: the PROXY
 * protocol of HAProxy. A server that expects one says nothing to whoever connects without.
 */
public enum ProxyHeader {
  /** A line of text. */
  V1,
  /** Octets that begin with a signature. */
  V2;

  private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
  private static final byte PROXIED = 0x21;
  private static final byte TCP4 = 0x11;
  private static final byte TCP6 = 0x21;

  /**
   * The octets for a connection: its own two ends, as if the balancer had no address of its own.
   *
   * @param socket a connection that stands
   */
  public byte[] of(Socket socket) {
    return of(
        socket.getLocalAddress(), socket.getLocalPort(), socket.getInetAddress(), socket.getPort());
  }

  /** The same for ends that are known; both are of one family. */
  public byte[] of(InetAddress from, int fromPort, InetAddress to, int toPort) {
    return this == V1 ? text(from, fromPort, to, toPort) : octets(from, fromPort, to, toPort);
  }

  private static byte[] text(InetAddress from, int fromPort, InetAddress to, int toPort) {
    String family = from instanceof Inet4Address ? "TCP4 " : "TCP6 ";
    return ("PROXY "
            + family
            + bare(from)
            + " "
            + bare(to)
            + " "
            + fromPort
            + " "
            + toPort
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] octets(InetAddress from, int fromPort, InetAddress to, int toPort) {
    byte[] source = from.getAddress();
    int length = 2 * source.length + 4;
    ByteBuffer header = ByteBuffer.allocate(SIGNATURE.length + 4 + length);
    header.put(SIGNATURE).put(PROXIED).put(source.length == 4 ? TCP4 : TCP6);
    header.putShort((short) length).put(source).put(to.getAddress());
    return header.putShort((short) fromPort).putShort((short) toPort).array();
  }

  /** Without the zone, which means nothing to the server. */
  private static String bare(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
