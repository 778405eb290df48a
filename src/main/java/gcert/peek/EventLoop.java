package gcert.peek;

import gcert.failure.FailedException;
import gcert.failure.InternalFault;
import gcert.net.Ticker;
import gcert.net.TimedSocket;
import gcert.target.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One thread that carries on many visits: waits until a connection has something to read or the
 * time of one is up, and does what is due. Nothing of that waits.
 */
final class EventLoop implements Runnable, AutoCloseable {
  private static final int BLOCK = 32 * 1024;

  /** How long a server in plaintext may take for its farewell. */
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** When nothing is due, somebody may still have come in the very moment. */
  private static final long LONGEST_WAIT_MILLIS = 1000;

  /**
   * What a server may have sent of an unfinished message and still be read on. Of those who have
   * sent more a few are read at a time, so that memory is bounded whatever they send.
   */
  private static final int MUCH = 32 * 1024;

  private static final int MOST_WITH_MUCH = 16;

  private final int most;
  private final Ticker ticker;
  private final Selector selector;
  private final Queue<Supplier<PeekTask>> coming = new ConcurrentLinkedQueue<>();
  private final TreeSet<PeekTask> due =
      new TreeSet<>(
          Comparator.comparingLong((PeekTask task) -> task.wake)
              .thenComparingLong(task -> task.order));
  private final TreeSet<PeekTask> withMuch =
      new TreeSet<>(Comparator.comparingLong((PeekTask task) -> task.order));
  private final byte[] block = new byte[BLOCK];
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
  private final Queue<PeekTask> putOff = new ArrayDeque<>();
  private long order;
  private volatile boolean closed;

  /**
   * Makes one.
   *
   * @param most how many visits are carried on at a time
   */
  EventLoop(int most, Ticker ticker) throws IOException {
    this.most = most;
    this.ticker = ticker;
    this.selector = Selector.open();
  }

  /** Takes a visit, to be begun as soon as there is room. May be called by any thread. */
  void execute(Supplier<PeekTask> task) {
    coming.add(task);
    selector.wakeup();
  }

  /** Ends the thread. May be called by any thread. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try (selector) {
      while (!closed) {
        begin();
        int unused = selector.select(this::ready, waitMillis());
        wake();
      }
    } catch (IOException | ClosedSelectorException e) {
      // Without a selector nothing can be waited for; the visits end by the deadline of the run.
      closed = true;
    } finally {
      due.forEach(this::abandon);
    }
  }

  private void abandon(PeekTask task) {
    task.attempts.closeAll();
    if (task.channel != null) {
      AddressAttempts.close(task.channel);
    }
  }

  private long waitMillis() {
    if (due.isEmpty()) {
      return LONGEST_WAIT_MILLIS;
    }
    long nanos = due.first().wake - ticker.nanos();
    // At least one: zero would wait for ever.
    return Math.min(Math.max(nanos / 1_000_000 + 1, 1), LONGEST_WAIT_MILLIS);
  }

  private void begin() {
    while (due.size() < most) {
      PeekTask task = putOff.poll();
      if (task == null) {
        Supplier<PeekTask> next = coming.poll();
        if (next == null) {
          return;
        }
        task = next.get();
        task.order = order++;
      }
      if (task.exchange.observation().isPresent()) {
        task.handOn();
      } else if (!connect(task)) {
        return;
      }
    }
  }

  /** Whether there was room for a connection. */
  private boolean connect(PeekTask task) {
    due.remove(task);
    try {
      task.attempts.proceed(selector, task);
      wakeIn(task, task.attempts.nanosLeft());
    } catch (FailedException e) {
      task.exchange.fail(e.failure());
      finish(task);
    } catch (AddressAttempts.NoRoomException e) {
      if (due.isEmpty()) {
        task.exchange.fail(e.failure());
        finish(task);
      } else if (task.attempts.isUnderWay()) {
        wakeIn(task, TimeUnit.MILLISECONDS.toNanos(100));
      } else {
        // Others will end and make room.
        putOff.add(task);
        return false;
      }
    }
    return true;
  }

  private void wakeIn(PeekTask task, long nanos) {
    due.remove(task);
    long left = Math.min(nanos, task.deadline.nanosLeft());
    task.wake = ticker.nanos() + Math.max(left, 0);
    due.add(task);
  }

  /** Does what time asks for. */
  private void wake() {
    long now = ticker.nanos();
    while (!due.isEmpty() && due.first().wake <= now) {
      PeekTask task = due.pollFirst();
      if (task.channel == null) {
        boolean unused = connect(task);
      } else {
        task.exchange.end(TimedSocket.End.TIMED_OUT);
        finish(task);
      }
    }
  }

  private void ready(SelectionKey key) {
    PeekTask task = (PeekTask) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        connected(task, channel, key);
      } else {
        if (key.isWritable()) {
          write(task, channel, key);
        }
        if (key.isValid() && key.isReadable()) {
          read(task, channel, key);
        }
      }
    } catch (CancelledKeyException e) {
      // It was closed since it was selected.
      return;
    } catch (IOException e) {
      task.exchange.end(TimedSocket.End.RESET);
      finish(task);
    } catch (RuntimeException e) {
      // Of one visit, not of all the others.
      task.exchange.fail(InternalFault.of(e));
      finish(task);
    }
  }

  private void connected(PeekTask task, SocketChannel channel, SelectionKey key)
      throws IOException {
    if (!task.attempts.finish(channel)) {
      boolean unused = connect(task);
      return;
    }
    task.channel = channel;
    wakeIn(task, task.deadline.nanosLeft());
    InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
    if (task.log.listening()) {
      String address = Host.Address.of(remote.getAddress()).text();
      task.log.note("connected to " + address + " port " + remote.getPort());
    }
    task.exchange.connected((InetSocketAddress) channel.getLocalAddress(), remote);
    key.interestOps(SelectionKey.OP_READ);
    write(task, channel, key);
  }

  private void read(PeekTask task, SocketChannel channel, SelectionKey key) throws IOException {
    if (task.exchange.kept() > MUCH && !mayHaveMuch(task)) {
      key.interestOps(key.interestOps() & ~SelectionKey.OP_READ);
      return;
    }
    buffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      task.exchange.end(TimedSocket.End.CLOSED);
      finish(task);
      return;
    }
    buffer.flip().get(block, 0, count);
    boolean before = task.exchange.observation().isPresent();
    task.exchange.receive(block, count);
    if (!before && task.exchange.takesLeave()) {
      wakeIn(task, FAREWELL_NANOS);
    }
    write(task, channel, key);
  }

  private boolean mayHaveMuch(PeekTask task) {
    return withMuch.contains(task) || (withMuch.size() < MOST_WITH_MUCH && withMuch.add(task));
  }

  /** Sends what there is to send, and goes on when all of it is sent and nothing is to come. */
  private void write(PeekTask task, SocketChannel channel, SelectionKey key) throws IOException {
    byte[] more = task.exchange.takeOutput();
    if (more.length > 0) {
      task.unsent =
          ByteBuffer.allocate(task.unsent.remaining() + more.length)
              .put(task.unsent)
              .put(more)
              .flip();
    }
    if (task.unsent.hasRemaining()) {
      int unused = channel.write(task.unsent);
    }
    boolean over = task.exchange.observation().isPresent() && !task.exchange.takesLeave();
    if (over) {
      // The last words are no reason to wait.
      finish(task);
    } else {
      int writing = task.unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0;
      key.interestOps((key.interestOps() & SelectionKey.OP_READ) | writing);
    }
  }

  private void finish(PeekTask task) {
    due.remove(task);
    task.attempts.closeAll();
    SocketChannel channel = task.channel;
    if (channel != null) {
      AddressAttempts.close(channel);
      task.channel = null;
    }
    if (withMuch.remove(task)) {
      readOn();
    }
    task.handOn();
  }

  /** There is room for somebody who has sent much. */
  private void readOn() {
    for (PeekTask task : due) {
      SocketChannel channel = task.channel;
      if (channel != null && task.exchange.kept() > MUCH) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null && key.isValid()) {
          key.interestOps(key.interestOps() | SelectionKey.OP_READ);
        }
      }
    }
  }
}
