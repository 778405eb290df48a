package gcert.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimedSocketTest {

  @Test
  void aServerThatDripsCannotStretchTheDeadline() throws Exception {
    try (Loopback server = new Loopback(TimedSocketTest::drip);
        TimedSocket socket = connect(server, 400)) {
      InputStream in = socket.getInputStream();
      long start = System.nanoTime();
      assertThatThrownBy(() -> in.readNBytes(1_000_000)).isInstanceOf(SocketTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
      assertThat(socket.end()).isEqualTo(TimedSocket.End.TIMED_OUT);
    }
  }

  @Test
  void aServerThatReadsNothingCannotHoldAWrite() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (Loopback server = new Loopback(s -> done.await());
        TimedSocket socket = connect(server, 400)) {
      OutputStream out = socket.getOutputStream();
      byte[] much = new byte[1 << 20];
      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(much);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(socket.end()).isEqualTo(TimedSocket.End.TIMED_OUT);
    } finally {
      done.countDown();
    }
  }

  @Test
  void anOrderlyEndAndAResetAreToldApart() throws Exception {
    try (Loopback server = new Loopback(s -> {});
        TimedSocket socket = connect(server, 5000)) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(socket.end()).isEqualTo(TimedSocket.End.CLOSED);
    }
    try (Loopback server = new Loopback(s -> s.setSoLinger(true, 0));
        TimedSocket socket = connect(server, 5000)) {
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
      assertThat(socket.end()).isEqualTo(TimedSocket.End.RESET);
    }
  }

  private static void drip(java.net.Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    while (true) {
      out.write('x');
      LockSupport.parkNanos(20_000_000L);
    }
  }

  private static TimedSocket connect(Loopback server, int millis) throws IOException {
    TimedSocket socket =
        new TimedSocket(Deadline.after(Duration.ofMillis(millis), Ticker.system()));
    socket.connect(server.address());
    return socket;
  }
}
