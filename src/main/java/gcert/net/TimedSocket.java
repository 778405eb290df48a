package gcert.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/**
 * A TCP socket whose every read and write ends by one deadline, and which remembers how its
 * connection ended.
 *
 * <p>Used by one thread at a time, except {@link #close()}, which any thread may call and which
 * ends a read or write in progress.
 */
public final class TimedSocket extends Socket {

  /** How the connection ended, as far as it was noticed. */
  public enum End {
    /** Not at all: it still stands, or this side closed it. */
    NONE,
    /** The deadline passed while reading or writing. */
    TIMED_OUT,
    /** The other side closed its direction in order. */
    CLOSED,
    /** The other side, or the network between, broke the connection. */
    RESET
  }

  private volatile Deadline deadline;
  private volatile End end = End.NONE;

  /** An unconnected socket. The JVM's own proxy settings do not apply to it. */
  public TimedSocket(Deadline deadline) {
    super(Proxy.NO_PROXY);
    this.deadline = deadline;
  }

  /** The deadline in force. */
  public Deadline deadline() {
    return deadline;
  }

  /** Puts another deadline in force for all reads and writes from now on. */
  public void setDeadline(Deadline deadline) {
    this.deadline = deadline;
  }

  /**
   * Acknowledges at once what arrives next, where the system can: a server that waits for that
   * before it says more (RFC 896) would wait for 40 ms.
   */
  public void acknowledgeAtOnce() {
    try {
      if (supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
        setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
      }
    } catch (IOException | UnsupportedOperationException | LinkageError e) {
      // It is only sooner.
      return;
    }
  }

  /** How the connection ended. */
  public End end() {
    return end;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new TimedInput(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new TimedOutput(super.getOutputStream());
  }

  /** Notes that the deadline passed, and makes the exception that says so. */
  SocketTimeoutException timedOut() {
    end = End.TIMED_OUT;
    return new SocketTimeoutException("deadline passed");
  }

  /** Notes that the connection broke, unless this side closed it. */
  void broken() {
    if (!isClosed()) {
      end = End.RESET;
    }
  }

  /** Sets the time-out of each read to what is left of the whole. */
  private final class TimedInput extends InputStream {
    private final InputStream in;

    TimedInput(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int left = deadline.millisLeft();
      if (left == 0) {
        throw timedOut();
      }
      int count;
      try {
        setSoTimeout(left);
        count = in.read(octets, offset, length);
      } catch (SocketTimeoutException e) {
        throw timedOut();
      } catch (IOException e) {
        broken();
        throw e;
      }
      if (count < 0) {
        end = End.CLOSED;
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      TimedSocket.this.close();
    }
  }

  /**
   * Writes that end by the socket's deadline.
   *
   * <p>A blocking write has no time-out of its own. It can only hang when the kernel's send buffer
   * is full, and the first few thousand octets of a connection always fit: an ordinary exchange
   * sends fewer than these. Beyond them (a server that asks for answers without end and reads none)
   * each write is watched by a thread that closes the socket at the deadline.
   */
  private final class TimedOutput extends OutputStream {
    private static final int ALWAYS_FITS = 8192;

    private final OutputStream out;
    private int sent;

    TimedOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      if (deadline.expired()) {
        throw timedOut();
      }
      try {
        if (length <= ALWAYS_FITS - sent) {
          sent += length;
          out.write(octets, offset, length);
        } else {
          sent = ALWAYS_FITS;
          writeWatched(octets, offset, length);
        }
      } catch (IOException e) {
        if (end != End.TIMED_OUT) {
          broken();
        }
        throw e;
      }
    }

    private void writeWatched(byte[] octets, int offset, int length) throws IOException {
      CountDownLatch done = new CountDownLatch(1);
      Thread watch = new Thread(() -> closeAtDeadline(done), "gcert-write-watch");
      watch.setDaemon(true);
      watch.start();
      try {
        out.write(octets, offset, length);
      } finally {
        done.countDown();
      }
    }

    private void closeAtDeadline(CountDownLatch done) {
      try {
        if (!done.await(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
          timedOut();
          TimedSocket.this.close();
        }
      } catch (InterruptedException | IOException e) {
        // Nobody interrupts this thread, and a close that fails leaves nothing more to try.
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      TimedSocket.this.close();
    }
  }
}
