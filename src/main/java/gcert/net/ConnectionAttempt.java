package gcert.net;

import gcert.failure.Escaped;
import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One attempt to connect to one address. */
final class ConnectionAttempt {
  /** What the platform says of a socket that lost a race. */
  private static final String ABANDONED = "socket closed";

  private ConnectionAttempt() {}

  /** A new socket, bound to the local address where one was asked for. */
  static TimedSocket open(DialSettings settings, Deadline deadline) throws IOException {
    TimedSocket socket = new TimedSocket(deadline);
    Optional<InetAddress> bind = settings.bind();
    if (bind.isPresent()) {
      try {
        socket.bind(new InetSocketAddress(bind.get(), 0));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
    return socket;
  }

  /** Connects a socket, or closes it and says why that failed. */
  static Optional<String> connect(
      TimedSocket socket, InetSocketAddress address, DialSettings settings, ExchangeLog log) {
    String place = log.listening() ? shown(address) : "";
    log.note("connecting to " + place);
    long begin = System.nanoTime();
    Optional<String> cause = connect(socket, address, settings);
    if (log.listening() && !socket.isClosed()) {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      log.note("connected to " + place + " in " + Deadline.spoken(took));
    } else if (cause.isPresent() && !cause.get().equals(ABANDONED)) {
      log.note(place + ": " + cause.get());
    }
    return cause;
  }

  private static String shown(InetSocketAddress address) {
    return Host.Address.of(address.getAddress()).text() + " port " + address.getPort();
  }

  private static Optional<String> connect(
      TimedSocket socket, InetSocketAddress address, DialSettings settings) {
    Deadline limit = socket.deadline().within(settings.connectTimeout());
    int millis = limit.millisLeft();
    try {
      if (millis == 0) {
        throw new SocketTimeoutException();
      }
      socket.connect(address, millis);
      socket.setTcpNoDelay(true);
      return Optional.empty();
    } catch (IOException e) {
      closeQuietly(socket);
      return Optional.of(cause(e, limit.budget()));
    } catch (IllegalArgumentException e) {
      // Thrown when the local and the remote address are of different families.
      closeQuietly(socket);
      return Optional.of("not reachable from the local address given");
    }
  }

  static void closeQuietly(TimedSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is released anyway.
      return;
    }
  }

  /** The system's exception in the words of a message. */
  static String cause(IOException e, Duration limit) {
    String said = String.valueOf(e.getMessage());
    String lower = said.toLowerCase(Locale.ROOT);
    if (e instanceof SocketTimeoutException) {
      return "no answer within " + Deadline.spoken(limit);
    }
    if (e instanceof ConnectException) {
      return lower.contains("timed out") ? "no answer" : "connection refused";
    }
    if (e instanceof NoRouteToHostException) {
      return "no route to host";
    }
    if (lower.contains("network is unreachable")) {
      return "network is unreachable";
    }
    if (lower.contains("reset")) {
      return "connection reset";
    }
    return Escaped.of(lower, 120);
  }
}
