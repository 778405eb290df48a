package gcert.peek;

import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.net.Deadline;
import gcert.net.DialSettings;
import gcert.net.Dialer;
import gcert.net.UnreachableException;
import gcert.tls.Connector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The attempts to connect to a server at one of its addresses (RFC 8305): one after the other, 250
 * ms between their starts or at once when the one before has failed, until one of them stands.
 */
final class AddressAttempts {
  private final List<InetSocketAddress> order;
  private final DialSettings settings;
  private final Deadline deadline;
  private final List<Attempt> open = new ArrayList<>(1);
  private final List<UnreachableException.Attempt> failed = new ArrayList<>(1);
  private int next;
  private Deadline pause;

  private record Attempt(InetSocketAddress address, SocketChannel channel, Deadline limit) {}

  /**
   * Makes them.
   *
   * @param order the addresses in the order in which they are tried
   */
  AddressAttempts(List<InetSocketAddress> order, DialSettings settings, Deadline deadline) {
    this.order = order;
    this.settings = settings;
    this.deadline = deadline;
    this.pause = deadline;
  }

  /**
   * Starts what is due, and gives up what has taken too long.
   *
   * @param attachment with what the channels are registered
   * @throws FailedException when no attempt is left, or none can be made
   * @throws NoRoomException when the system has no room for a socket
   */
  void proceed(Selector selector, Object attachment) throws FailedException, NoRoomException {
    expire();
    while (next < order.size() && !deadline.expired() && (open.isEmpty() || pause.expired())) {
      start(order.get(next), selector, attachment);
    }
    if (open.isEmpty()) {
      throw unreachable();
    }
  }

  private void start(InetSocketAddress address, Selector selector, Object attachment)
      throws FailedException, NoRoomException {
    SocketChannel channel;
    try {
      channel = SocketChannel.open();
    } catch (IOException e) {
      throw new NoRoomException(Connector.local(e, settings));
    }
    next++;
    Deadline limit = deadline.within(settings.connectTimeout());
    pause = deadline.within(Dialer.ATTEMPT_DELAY);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (settings.bind().isPresent()) {
        channel.bind(new InetSocketAddress(settings.bind().get(), 0));
      }
    } catch (IOException e) {
      close(channel);
      throw Connector.local(e, settings);
    } catch (UnsupportedAddressTypeException e) {
      close(channel);
      failed.add(
          new UnreachableException.Attempt(address, "not reachable from the local address given"));
      return;
    }
    try {
      boolean unused = channel.connect(address);
      SelectionKey unusedKey = channel.register(selector, SelectionKey.OP_CONNECT, attachment);
      open.add(new Attempt(address, channel, limit));
    } catch (IOException e) {
      close(channel);
      failed.add(new UnreachableException.Attempt(address, Dialer.cause(e, limit.budget())));
    } catch (UnsupportedAddressTypeException e) {
      close(channel);
      failed.add(
          new UnreachableException.Attempt(address, "not reachable from the local address given"));
    }
  }

  private void expire() {
    Iterator<Attempt> all = open.iterator();
    while (all.hasNext()) {
      Attempt attempt = all.next();
      if (attempt.limit().expired()) {
        all.remove();
        fail(attempt, new SocketTimeoutException());
      }
    }
  }

  private void fail(Attempt attempt, IOException why) {
    close(attempt.channel());
    failed.add(
        new UnreachableException.Attempt(
            attempt.address(), Dialer.cause(why, attempt.limit().budget())));
  }

  /**
   * Looks what has become of an attempt.
   *
   * @return whether it stands; then all others are given up
   */
  boolean finish(SocketChannel channel) {
    for (Attempt attempt : open) {
      if (attempt.channel() == channel) {
        try {
          if (!channel.finishConnect()) {
            return false;
          }
        } catch (IOException e) {
          open.remove(attempt);
          fail(attempt, e);
          return false;
        }
        open.remove(attempt);
        closeAll();
        return true;
      }
    }
    return false;
  }

  /** The nanoseconds until there is something to do. */
  long nanosLeft() {
    long left = next < order.size() ? pause.nanosLeft() : Long.MAX_VALUE;
    for (Attempt attempt : open) {
      left = Math.min(left, attempt.limit().nanosLeft());
    }
    return left;
  }

  /** Whether an attempt is going on. */
  boolean isUnderWay() {
    return !open.isEmpty();
  }

  /** Gives up what is going on. */
  void closeAll() {
    open.forEach(attempt -> close(attempt.channel()));
    open.clear();
  }

  private FailedException unreachable() {
    List<UnreachableException.Attempt> all = new ArrayList<>(failed);
    for (int i = all.size(); i < order.size() && next == 0; i++) {
      all.add(new UnreachableException.Attempt(order.get(i), "no time was left"));
    }
    int port = order.get(0).getPort();
    return Connector.unreachable(new UnreachableException(all), port);
  }

  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is released anyway.
      return;
    }
  }

  /** Thrown when there is no socket left just now. */
  static final class NoRoomException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    NoRoomException(FailedException why) {
      super(why.getMessage(), null, false, false);
      this.failure = why.failure();
    }

    /** What to say when there will never be one. */
    Failure failure() {
      return failure;
    }
  }
}
