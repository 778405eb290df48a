package gcert.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A mail server on a free loopback port that does as a test tells it: it speaks one protocol, shows
 * one identity, and acts out a {@link Fault} at each {@link Moment} that has one.
 *
 * <p>It serves any number of connections. Closing it ends them all and waits for their threads.
 */
public final class FakeMailServer implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 5000;

  private final ServerSocket listening;
  private volatile Plan plan;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  private FakeMailServer(ServerSocket listening, Plan plan) {
    this.listening = listening;
    this.plan = plan;
    start("fake-mail-server", this::accept);
  }

  /** Begins the description of a server. */
  public static Builder speaking(MailProtocol protocol) {
    return new Builder(protocol);
  }

  /** An SMTP server with an identity and no fault. */
  public static FakeMailServer smtp(ServerIdentity identity) {
    return speaking(MailProtocol.SMTP).as(identity).start();
  }

  /**
   * How a server behaves.
   *
   * @param identity what it shows; empty for one that never gets as far as TLS
   * @param versions the TLS versions it takes, in JSSE's names; empty for all
   * @param ciphers the cipher suites it takes, in JSSE's names; empty for all
   */
  record Plan(
      MailProtocol protocol,
      Optional<ServerIdentity> identity,
      Map<Moment, Fault> faults,
      List<String> versions,
      List<String> ciphers,
      boolean wantsClientCertificate) {

    Plan showing(ServerIdentity other) {
      return new Plan(
          protocol, Optional.of(other), faults, versions, ciphers, wantsClientCertificate);
    }
  }

  /** Describes a server. */
  public static final class Builder {
    private final MailProtocol protocol;
    private Optional<ServerIdentity> identity = Optional.empty();
    private final Map<Moment, Fault> faults = new EnumMap<>(Moment.class);
    private List<String> versions = List.of();
    private List<String> ciphers = List.of();
    private boolean wantsClientCertificate;
    private String address = "127.0.0.1";
    private int port;

    private Builder(MailProtocol protocol) {
      this.protocol = protocol;
    }

    /** What the server shows. */
    public Builder as(ServerIdentity shown) {
      identity = Optional.of(shown);
      return this;
    }

    /** What goes wrong, and when. */
    public Builder at(Moment moment, Fault fault) {
      faults.put(moment, fault);
      return this;
    }

    /** The TLS versions that the server takes, in JSSE's names. */
    public Builder versions(String... names) {
      versions = List.of(names);
      return this;
    }

    /** The cipher suites that the server takes, in JSSE's names. */
    public Builder ciphers(String... names) {
      ciphers = List.of(names);
      return this;
    }

    /** The server ends the handshake with a client that has no certificate. */
    public Builder wantsClientCertificate() {
      wantsClientCertificate = true;
      return this;
    }

    /** The loopback address to listen on; 127.0.0.1 when not told. */
    public Builder on(String literal) {
      address = literal;
      return this;
    }

    /**
     * The port of another server, on another address or closed before; a free one when not told.
     */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Starts it. */
    public FakeMailServer start() {
      Plan plan =
          new Plan(
              protocol, identity, Map.copyOf(faults), versions, ciphers, wantsClientCertificate);
      try {
        return new FakeMailServer(
            new ServerSocket(port, 100, InetAddress.getByName(address)), plan);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Shows another identity from the next connection on. */
  public void show(ServerIdentity identity) {
    plan = plan.showing(identity);
  }

  /** The port. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Address and port, as a target and a message have them. */
  public String hostAndPort() {
    String literal = listening.getInetAddress().getHostAddress();
    return (literal.contains(":") ? "[::1]" : literal) + ":" + port();
  }

  /** The target that reaches it, with its scheme. */
  public String target() {
    return plan.protocol().scheme() + "://" + hostAndPort();
  }

  /** The commands that clients have sent, in plaintext and under TLS. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** How many connections were accepted. */
  public int connections() {
    return sockets.size();
  }

  @Override
  public void close() {
    closed.countDown();
    quietly(listening);
    sockets.forEach(FakeMailServer::quietly);
    for (Thread thread : new ArrayList<>(threads)) {
      join(thread);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        if (closed.getCount() == 0) {
          quietly(socket);
          return;
        }
        FakeConnection connection = new FakeConnection(socket, plan, commands, closed);
        start("fake-mail-connection", connection::serve);
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private static void join(Thread thread) {
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " does not end");
    }
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is gone in any case.
    }
  }
}
