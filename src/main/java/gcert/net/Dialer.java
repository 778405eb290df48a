package gcert.net;

import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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
  public static final Duration ATTEMPT_DELAY = AddressRace.ATTEMPT_DELAY;

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
    TimedSocket socket = ConnectionAttempt.open(settings, deadline);
    Optional<String> cause = ConnectionAttempt.connect(socket, order.get(0), settings, log);
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
  public static List<InetSocketAddress> interleave(List<InetSocketAddress> addresses) {
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

  /**
   * Why an attempt to connect failed, in the words of a message.
   *
   * @param limit how long it might take
   */
  public static String cause(IOException e, Duration limit) {
    return ConnectionAttempt.cause(e, limit);
  }
}
