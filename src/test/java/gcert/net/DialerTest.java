package gcert.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DialerTest {
  @Test
  void anAddressThatDidNotAnswerIsShownInItsShortForm() throws Exception {
    InetSocketAddress six =
        new InetSocketAddress(InetAddress.getByName("2001:db8:0:0:0:0:0:1"), 25);

    assertThat(new UnreachableException(List.of(new UnreachableException.Attempt(six, "refused"))))
        .hasMessage("2001:db8::1: refused");
  }

  private final Dialer dialer = new Dialer();
  private final Deadline deadline = Deadline.after(Duration.ofSeconds(10), Ticker.system());

  @Test
  void theFamiliesTakeTurnsBeginningWithTheFirst() throws Exception {
    List<InetSocketAddress> order =
        Dialer.interleave(at("2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1"));
    assertThat(order).isEqualTo(at("2001:db8::1", "192.0.2.1", "2001:db8::2", "2001:db8::3"));
  }

  @Test
  void notEveryAddressOfAnEndlessAnswerIsTried() throws Exception {
    String[] many = new String[1000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "192.0.2." + i % 250;
    }
    assertThat(Dialer.interleave(at(many))).hasSize(32);
  }

  @Test
  void aDeadFirstAddressDelaysOnlyByTheAttemptDelay() throws Exception {
    try (BlackHole hole = new BlackHole();
        Loopback good = new Loopback(s -> s.getInputStream().read())) {
      long start = System.nanoTime();
      try (TimedSocket socket =
          dialer.dial(List.of(hole.address(), good.address()), DialSettings.defaults(), deadline)) {
        assertThat(socket.getPort()).isEqualTo(good.address().getPort());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aRefusedFirstAddressDoesNotDelayAtAll() throws Exception {
    try (Loopback good = new Loopback(s -> s.getInputStream().read());
        TimedSocket socket =
            dialer.dial(
                List.of(Loopback.closedPort(), good.address()),
                DialSettings.defaults(),
                deadline)) {
      assertThat(socket.getPort()).isEqualTo(good.address().getPort());
    }
  }

  @Test
  void everyAddressTriedIsNamedWithItsOwnCause() throws Exception {
    InetSocketAddress closed = Loopback.closedPort();
    try (BlackHole hole = new BlackHole()) {
      DialSettings settings = withTimeout(Duration.ofMillis(500));
      UnreachableException e =
          catchThrowableOfType(
              UnreachableException.class,
              () -> dialer.dial(List.of(hole.address(), closed), settings, deadline));
      assertThat(e.attempts())
          .extracting(UnreachableException.Attempt::cause)
          .containsExactlyInAnyOrder("connection refused", "no answer within 500 ms");
      assertThat(e).hasMessageContaining("127.0.0.1: connection refused");
    }
  }

  @Test
  void theWholeRaceEndsByTheDeadline() throws Exception {
    try (BlackHole hole = new BlackHole();
        BlackHole other = new BlackHole()) {
      Deadline soon = Deadline.after(Duration.ofMillis(600), Ticker.system());
      assertThatThrownBy(
              () ->
                  dialer.dial(
                      List.of(hole.address(), other.address()), DialSettings.defaults(), soon))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("no answer within");
      assertThat(soon.expired()).isTrue();
    }
    assertNoThreadNamed("gcert-connect");
  }

  @Test
  void aForeignLocalAddressIsAFaultOfThisSide() throws Exception {
    DialSettings settings =
        new DialSettings(
            AddressFamily.ANY,
            Duration.ofSeconds(1),
            Optional.of(InetAddress.getByName("192.0.2.77")),
            Optional.empty());
    assertThatThrownBy(() -> dialer.dial(List.of(Loopback.closedPort()), settings, deadline))
        .isInstanceOf(BindException.class);
  }

  private static DialSettings withTimeout(Duration timeout) {
    return new DialSettings(AddressFamily.ANY, timeout, Optional.empty(), Optional.empty());
  }

  private static List<InetSocketAddress> at(String... addresses) throws IOException {
    List<InetSocketAddress> list = new ArrayList<>();
    for (String address : addresses) {
      list.add(new InetSocketAddress(InetAddress.getByName(address), 25));
    }
    return list;
  }

  private static void assertNoThreadNamed(String name) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        thread.join(5000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  /** An address that does not answer: a listener whose queue of connections is full. */
  private static final class BlackHole implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> fillers = new ArrayList<>();

    BlackHole() throws IOException {
      for (int i = 0; i < 20; i++) {
        Socket filler = new Socket();
        fillers.add(filler);
        try {
          filler.connect(address(), 200);
        } catch (SocketTimeoutException e) {
          return;
        }
      }
    }

    InetSocketAddress address() {
      return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      for (Socket filler : fillers) {
        filler.close();
      }
      server.close();
    }
  }
}
