package gcert.http;

import gcert.testing.ServerIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;

/** A server on a free loopback port that answers every request with the same octets. */
public final class HttpServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Optional<ServerIdentity> identity;
  private final byte[] answer;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Thread thread;

  private HttpServer(Optional<ServerIdentity> identity, byte[] answer) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    this.identity = identity;
    this.answer = answer;
    this.thread = new Thread(this::serve, "http-server");
    thread.start();
  }

  /** A server without TLS. */
  public static HttpServer plain(String answer) throws IOException {
    return new HttpServer(Optional.empty(), answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A server under TLS. */
  public static HttpServer secure(ServerIdentity identity, String answer) throws IOException {
    return new HttpServer(Optional.of(identity), answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** {@code 127.0.0.1:PORT}. */
  public String hostAndPort() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** The head of each request, and what was sent behind it. */
  public List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        answer(socket);
      } catch (IOException e) {
        // A client that goes away, or the end of the test.
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    if (identity.isEmpty()) {
      speak(socket);
      return;
    }
    try (SSLSocket tls =
        (SSLSocket)
            identity
                .get()
                .sslContext()
                .getSocketFactory()
                .createSocket(socket, null, socket.getPort(), true)) {
      tls.setUseClientMode(false);
      speak(tls);
    }
  }

  private void speak(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head = "";
    while (!head.contains("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        return;
      }
      request.write(octet);
      head = request.toString(StandardCharsets.ISO_8859_1);
    }
    int at = head.indexOf("Content-Length: ");
    if (at >= 0) {
      int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
      request.writeBytes(in.readNBytes(length));
    }
    requests.add(request.toString(StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    out.write(answer);
    out.flush();
    socket.shutdownOutput();
    while (in.read() >= 0) {
      // The client closes when it has read enough.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
