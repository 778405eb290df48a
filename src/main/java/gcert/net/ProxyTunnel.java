package gcert.net;

import gcert.failure.Escaped;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Asks a proxy to connect on. Octet by octet, so that nothing is read that belongs to the server
 * behind it.
 */
public final class ProxyTunnel {
  private static final int MAX_HEADER = 16 * 1024;

  private final ProxyServer proxy;
  private final TimedSocket socket;

  /** For a socket that is connected to the proxy. */
  public ProxyTunnel(ProxyServer proxy, TimedSocket socket) {
    this.proxy = proxy;
    this.socket = socket;
  }

  /**
   * Has the proxy connect to a server; afterwards the socket leads there. Closes the socket when
   * that fails.
   *
   * @param host a name or an address literal without brackets
   * @throws ProxyException when the proxy does not, with what it said
   */
  public void open(String host, int port) throws ProxyException {
    boolean opened = false;
    try {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      switch (proxy.type()) {
        case SOCKS5 -> socks(in, out, host, port);
        case HTTP -> http(in, out, host, port);
      }
      opened = true;
    } catch (ProxyException e) {
      throw e;
    } catch (IOException e) {
      throw new ProxyException(
          switch (socket.end()) {
            case TIMED_OUT ->
                "timed out after "
                    + Deadline.spoken(socket.deadline().budget())
                    + " waiting for its answer";
            case CLOSED -> "closed by the proxy";
            case RESET -> "connection reset by the proxy";
            case NONE -> Escaped.of(String.valueOf(e.getMessage()), 120);
          });
    } finally {
      if (!opened) {
        ConnectionAttempt.closeQuietly(socket);
      }
    }
  }

  /** RFC 1928 sections 3 to 6. */
  private void socks(InputStream in, OutputStream out, String host, int port) throws IOException {
    Optional<ProxyServer.Credentials> credentials = proxy.credentials();
    out.write(credentials.isPresent() ? new byte[] {5, 2, 0, 2} : new byte[] {5, 1, 0});
    byte[] choice = read(in, 2);
    if (choice[0] != 5) {
      throw new ProxyException("it does not speak SOCKS5");
    }
    if (choice[1] == 2 && credentials.isPresent()) {
      authenticate(in, out, credentials.get());
    } else if (choice[1] != 0) {
      throw new ProxyException("it asks for authentication");
    }
    out.write(socksRequest(host, port));
    byte[] reply = read(in, 4);
    if (reply[0] != 5) {
      throw new ProxyException("it does not speak SOCKS5");
    }
    if (reply[1] != 0) {
      throw new ProxyException("it refuses: " + socksReason(reply[1] & 0xff));
    }
    int addressLength =
        switch (reply[3]) {
          case 1 -> 4;
          case 3 -> read(in, 1)[0] & 0xff;
          case 4 -> 16;
          default -> throw new ProxyException("its answer has an address of an unknown kind");
        };
    // The address is the proxy's own end of the connection; nothing depends on it.
    read(in, addressLength + 2);
  }

  /** RFC 1928 section 4: an address as an address, a name as a name for the proxy to look up. */
  private static byte[] socksRequest(String host, int port) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(new byte[] {5, 1, 0});
    if (AddressText.isLiteral(host)) {
      byte[] address = InetAddress.getByName(host).getAddress();
      request.write(address.length == 4 ? 1 : 4);
      request.write(address);
    } else {
      byte[] name = host.getBytes(StandardCharsets.US_ASCII);
      if (name.length > 255) {
        throw new ProxyException("the name is too long for SOCKS5");
      }
      request.write(3);
      request.write(name.length);
      request.write(name);
    }
    request.write(port >> 8);
    request.write(port);
    return request.toByteArray();
  }

  /** RFC 1929. */
  private static void authenticate(
      InputStream in, OutputStream out, ProxyServer.Credentials credentials) throws IOException {
    byte[] user = credentials.user().getBytes(StandardCharsets.UTF_8);
    byte[] password = credentials.password().getBytes(StandardCharsets.UTF_8);
    if (user.length > 255 || password.length > 255) {
      throw new ProxyException("the user name or the password is too long for SOCKS5");
    }
    byte[] request = new byte[3 + user.length + password.length];
    request[0] = 1;
    request[1] = (byte) user.length;
    System.arraycopy(user, 0, request, 2, user.length);
    request[2 + user.length] = (byte) password.length;
    System.arraycopy(password, 0, request, 3 + user.length, password.length);
    out.write(request);
    if (read(in, 2)[1] != 0) {
      throw new ProxyException("it does not accept the user name and password");
    }
  }

  /** RFC 1928 section 6. */
  private static String socksReason(int code) {
    return switch (code) {
      case 1 -> "general failure";
      case 2 -> "not allowed by its rules";
      case 3 -> "network is unreachable";
      case 4 -> "host is unreachable";
      case 5 -> "connection refused";
      case 6 -> "time to live expired";
      case 7 -> "it cannot connect for others";
      case 8 -> "kind of address not supported";
      default -> "code " + code;
    };
  }

  /** RFC 9110 section 9.3.6. */
  private void http(InputStream in, OutputStream out, String host, int port) throws IOException {
    String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    StringBuilder request = new StringBuilder(256);
    request.append("CONNECT ").append(authority).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(authority).append("\r\n");
    if (proxy.credentials().isPresent()) {
      ProxyServer.Credentials credentials = proxy.credentials().get();
      String pair = credentials.user() + ":" + credentials.password();
      request
          .append("Proxy-Authorization: Basic ")
          .append(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
          .append("\r\n");
    }
    out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    String head = readHead(in);
    int end = head.indexOf('\n');
    String status = head.substring(0, end).strip();
    // "HTTP/1.1 200 Connection established"
    boolean sound = status.startsWith("HTTP/1.") && status.length() >= 12;
    if (!sound) {
      throw new ProxyException("it does not speak HTTP");
    }
    if (status.startsWith("407", 9)) {
      throw new ProxyException(
          proxy.credentials().isPresent()
              ? "it does not accept the user name and password"
              : "it asks for authentication");
    }
    if (status.charAt(9) != '2') {
      throw new ProxyException("it refuses: " + Escaped.of(status.substring(9), 120));
    }
  }

  /** The header section with its empty line. */
  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(256);
    boolean lineIsEmpty = true;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException();
      }
      if (head.length() == MAX_HEADER) {
        throw new ProxyException("its answer is longer than " + MAX_HEADER / 1024 + " KiB");
      }
      head.append((char) octet);
      if (octet == '\n') {
        if (lineIsEmpty && head.length() > 2) {
          return head.toString();
        }
        lineIsEmpty = true;
      } else if (octet != '\r') {
        lineIsEmpty = false;
      }
    }
  }

  private static byte[] read(InputStream in, int count) throws IOException {
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException();
    }
    return octets;
  }
}
