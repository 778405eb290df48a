package gcert.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a free loopback port that runs the same script for each connection. */
public final class Loopback implements AutoCloseable {

  /** What the server does with a connection. */
  public interface Script {
    void run(Socket socket) throws Exception;
  }

  private final ServerSocket server;
  private final CopyOnWriteArrayList<Socket> accepted = new CopyOnWriteArrayList<>();

  public Loopback(Script script) throws IOException {
    this(InetAddress.getByName("127.0.0.1"), script);
  }

  public Loopback(InetAddress address, Script script) throws IOException {
    server = new ServerSocket(0, 50, address);
    daemon(() -> acceptAll(script)).start();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** A port on which nothing listens. */
  public static InetSocketAddress closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }

  private void acceptAll(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.add(socket);
        daemon(() -> run(script, socket)).start();
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private static void run(Script script, Socket socket) {
    try (socket) {
      script.run(socket);
    } catch (Exception e) {
      // The client went away, which is for the test to judge.
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "loopback");
    thread.setDaemon(true);
    return thread;
  }
}
