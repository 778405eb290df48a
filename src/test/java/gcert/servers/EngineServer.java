package gcert.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * A server of bare TLS over whatever implementation makes its engines, on a free loopback port. It
 * shakes hands, and listens until the client goes.
 */
final class EngineServer implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final ServerSocket listening;
  private final Supplier<SSLEngine> engines;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** Serves until it is closed; each connection with an engine of its own. */
  EngineServer(Supplier<SSLEngine> engines) {
    this.engines = engines;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** {@code HOST:PORT}. */
  String hostAndPort() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        // The end of the test.
        return;
      }
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "engine-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket socket) {
    try (socket) {
      SSLEngine engine = engines.get();
      engine.setUseClientMode(false);
      engine.beginHandshake();
      new Conversation(engine, socket).carryOn();
    } catch (IOException e) {
      // The client, or the end of the test, has closed it.
      return;
    }
  }

  /** One connection. */
  private static final class Conversation {
    private final SSLEngine engine;
    private final InputStream in;
    private final OutputStream out;
    private final ByteBuffer arrived;
    private final ByteBuffer cleartext;

    Conversation(SSLEngine engine, Socket socket) throws IOException {
      this.engine = engine;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
      this.arrived = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      this.cleartext = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    void carryOn() throws IOException {
      boolean open = true;
      while (open) {
        open =
            switch (engine.getHandshakeStatus()) {
              case NEED_WRAP -> say();
              case NEED_TASK -> work();
              default -> listen();
            };
      }
    }

    private boolean work() {
      for (Runnable task = engine.getDelegatedTask(); task != null; ) {
        task.run();
        task = engine.getDelegatedTask();
      }
      return true;
    }

    private boolean say() throws IOException {
      ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      SSLEngineResult result = engine.wrap(NOTHING, packet);
      out.write(packet.array(), 0, packet.position());
      return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private boolean listen() throws IOException {
      arrived.flip();
      SSLEngineResult result;
      try {
        result = engine.unwrap(arrived, cleartext);
      } catch (SSLException e) {
        // The alert that says why.
        say();
        return false;
      }
      arrived.compact();
      cleartext.clear();
      return switch (result.getStatus()) {
        case OK -> true;
        case BUFFER_UNDERFLOW -> read();
        default -> false;
      };
    }

    private boolean read() throws IOException {
      int count = in.read(arrived.array(), arrived.position(), arrived.remaining());
      arrived.position(arrived.position() + Math.max(count, 0));
      return count >= 0;
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
