package gcert.net;

import gcert.failure.Escaped;
import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Connects to the first of several addresses that answers (RFC 8305).
 *
 * <p>The addresses are interleaved by family (section 4) and tried with 250 ms between the starts
 * (section 5), or at once when the one before has failed. The first connection that stands is
 * returned and the others are closed. A single address is dialled on the calling thread.
 */
public final class Dialer {
  /** RFC 8305 section 8: the recommended Connection Attempt Delay. */
  static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

  /** What the platform says of a socket that lost a race. */
  private static final String ABANDONED = "socket closed";

  /** A DNS answer may hold thousands of addresses; nobody means that many servers. */
  private static final int MAX_ADDRESSES = 32;

  /**
   * Connects.
   *
   * @param addresses at least one, in the order of preference
   * @param log hears of each attempt and what came of it
   * @throws UnreachableException when none answers in time
   * @throws BindException when the local address asked for cannot be used
   */
  public TimedSocket dial(
      List<InetSocketAddress> addresses, DialSettings settings, Deadline deadline, ExchangeLog log)
      throws IOException {
    List<InetSocketAddress> order = interleave(addresses);
    if (order.size() > 1) {
      return new AddressRace(order, settings, deadline, log).run();
    }
    TimedSocket socket = open(settings, deadline);
    Optional<String> cause = connect(socket, order.get(0), settings, log);
    if (cause.isPresent()) {
      throw new UnreachableException(
          List.of(new UnreachableException.Attempt(order.get(0), cause.get())));
    }
    return socket;
  }

  /** The same, with nobody who listens. */
  public TimedSocket dial(
      List<InetSocketAddress> addresses, DialSettings settings, Deadline deadline)
      throws IOException {
    return dial(addresses, settings, deadline, ExchangeLog.SILENT);
  }

  /** Alternates between the families, starting with that of the first address. */
  static List<InetSocketAddress> interleave(List<InetSocketAddress> addresses) {
    ArrayDeque<InetSocketAddress> first = new ArrayDeque<>();
    ArrayDeque<InetSocketAddress> second = new ArrayDeque<>();
    boolean six = addresses.get(0).getAddress() instanceof Inet6Address;
    for (InetSocketAddress address : addresses) {
      if (address.getAddress() instanceof Inet6Address == six) {
        first.add(address);
      } else {
        second.add(address);
      }
    }
    List<InetSocketAddress> order = new ArrayList<>(addresses.size());
    while (order.size() < MAX_ADDRESSES && !(first.isEmpty() && second.isEmpty())) {
      if (!first.isEmpty()) {
        order.add(first.remove());
      }
      if (!second.isEmpty()) {
        order.add(second.remove());
      }
    }
    return order;
  }

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
      // The descriptor is released all the same.
      return;
    }
  }

  /** The system's exception in the words of a message. */
  private static String cause(IOException e, Duration limit) {
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
