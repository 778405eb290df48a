package gcert.net;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes that end by the socket's deadline.
 *
 * <p>A blocking write has no time-out of its own. It can only hang when the kernel's send buffer is
 * full, and the first few thousand octets of a connection always fit: an ordinary exchange sends
 * fewer than these. Beyond them (a server that asks for answers without end and reads none) each
 * write is watched by a thread that closes the socket at the deadline.
 */
final class TimedOutput extends OutputStream {
  private static final int ALWAYS_FITS = 8192;

  private final TimedSocket socket;
  private final OutputStream out;
  private int sent;

  TimedOutput(TimedSocket socket, OutputStream out) {
    this.socket = socket;
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    if (socket.deadline().expired()) {
      throw socket.timedOut();
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
      if (socket.end() != TimedSocket.End.TIMED_OUT) {
        socket.broken();
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
      if (!done.await(socket.deadline().nanosLeft(), TimeUnit.NANOSECONDS)) {
        socket.timedOut();
        socket.close();
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
    socket.close();
  }
}
