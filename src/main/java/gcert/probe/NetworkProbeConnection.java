package gcert.probe;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.net.TimedSocket;
import gcert.target.ServerTarget;
import gcert.tls.ConnectionOpener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Asks a server over the network, with a connection for each question. A server that turns away, or
 * does not answer, is asked once more after a pause; when that happens again and again, no more is
 * asked. Safe for use by several threads.
 */
final class NetworkProbeConnection implements ProbeConnection {
  /** A server that has answered once takes no longer for a hello. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A hello that got lost has been sent again by then, and lost again. */
  private static final Duration LOST = Duration.ofSeconds(5);

  /** Long enough for a server to read the first piece of a hello before the second comes. */
  private static final long BETWEEN_PIECES_MILLIS = 20;

  private static final long PAUSE_MILLIS = 1000;
  private static final int MOST_UNANSWERED = 3;

  /** How many times as long as one exchange all questions together may take. */
  private static final int EXCHANGES = 10;

  /** The alert user_canceled as a warning, then close_notify (RFC 8446 section 6.1). */
  private static final byte[] LEAVE = {21, 3, 1, 0, 2, 1, 90, 21, 3, 1, 0, 2, 1, 0};

  private final ConnectionOpener opener;
  private final ServerTarget target;
  private final Optional<InetAddress> address;
  private final LongConsumer pause;
  private final Deadline whole;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean outOfTime;
  private volatile Optional<Failure> last = Optional.empty();

  /**
   * Makes one.
   *
   * @param address the address to ask; empty asks the first that answers
   * @param ticker measures how long all questions take
   * @param pause waits for so many milliseconds
   */
  NetworkProbeConnection(
      ConnectionOpener opener,
      ServerTarget target,
      Optional<InetAddress> address,
      Ticker ticker,
      LongConsumer pause) {
    this(
        opener,
        target,
        address,
        Deadline.after(opener.settings().timeout().multipliedBy(EXCHANGES), ticker),
        pause);
  }

  private NetworkProbeConnection(
      ConnectionOpener opener,
      ServerTarget target,
      Optional<InetAddress> address,
      Deadline whole,
      LongConsumer pause) {
    this.opener = opener;
    this.target = target;
    this.address = address;
    this.pause = pause;
    this.whole = whole;
  }

  /** One for another address of the server, for which no more time is given. */
  NetworkProbeConnection at(InetAddress other) {
    return new NetworkProbeConnection(opener, target, Optional.of(other), whole, pause);
  }

  /** How many connections were opened, or tried. */
  int connections() {
    return connections.get();
  }

  /** Why the server is not asked any more; empty while it is. */
  Optional<Failure> givenUp() {
    if (outOfTime) {
      return Optional.of(
          new Failure(
              Step.HANDSHAKE,
              Category.HANDSHAKE,
              "not everything could be asked within " + Deadline.spoken(whole.budget()),
              Optional.of("a longer --timeout gives more time")));
    }
    return unanswered.get() < MOST_UNANSWERED ? Optional.empty() : last;
  }

  @Override
  public HelloAnswer ask(ClientHello hello) {
    byte[] octets = hello.octets();
    return patiently(octets, in -> new FlightReader(in, false).read());
  }

  @Override
  public HelloAnswer askForCertificate(ClientHello hello) {
    byte[] octets = hello.octets();
    return patiently(octets, in -> new FlightReader(in, true).read());
  }

  @Override
  public HelloAnswer askSsl2() {
    Optional<HelloAnswer> given = notAsked();
    if (given.isPresent()) {
      return given.get();
    }
    HelloAnswer answer = once(List.of(Ssl2.hello()), Ssl2::read, PATIENCE);
    // A server that knows no SSL 2.0 may well wait for the rest of what it takes for a record.
    return answer instanceof HelloAnswer.Unanswered silent
            && silent.failure().step() == Step.HANDSHAKE
        ? new HelloAnswer.Refused(-1)
        : answer;
  }

  @Override
  public HelloAnswer askInPieces(ClientHello hello, int cut) {
    Optional<HelloAnswer> given = notAsked();
    if (given.isPresent()) {
      return given.get();
    }
    byte[] octets = hello.octets();
    List<byte[]> pieces =
        cut == 0
            ? List.of(octets)
            : List.of(
                Arrays.copyOfRange(octets, 0, cut), Arrays.copyOfRange(octets, cut, octets.length));
    return once(pieces, in -> new FlightReader(in, false).read(), LOST);
  }

  /** What to say instead of asking, when nothing is asked any more. */
  private Optional<HelloAnswer> notAsked() {
    if (whole.expired()) {
      outOfTime = true;
    }
    return givenUp().map(why -> new HelloAnswer.Unanswered(why, false));
  }

  private interface Reader {
    HelloAnswer read(InputStream in) throws IOException;
  }

  private HelloAnswer patiently(byte[] hello, Reader reader) {
    Optional<HelloAnswer> given = notAsked();
    if (given.isPresent()) {
      return given.get();
    }
    HelloAnswer answer = once(List.of(hello), reader, PATIENCE);
    if (answer instanceof HelloAnswer.Unanswered first && mayPass(first.failure())) {
      pause.accept(PAUSE_MILLIS);
      answer = once(List.of(hello), reader, PATIENCE);
    }
    if (answer instanceof HelloAnswer.Unanswered again) {
      last = Optional.of(again.failure());
      unanswered.incrementAndGet();
    }
    return answer;
  }

  private static boolean mayPass(Failure failure) {
    return failure.category() == Category.TEMPORARY || failure.category() == Category.NOT_REACHED;
  }

  private HelloAnswer once(List<byte[]> pieces, Reader reader, Duration patience) {
    connections.incrementAndGet();
    try (TimedSocket socket = opener.open(target, address)) {
      socket.setDeadline(socket.deadline().within(patience));
      return exchange(socket, pieces, reader);
    } catch (FailedException e) {
      return new HelloAnswer.Unanswered(e.failure());
    } catch (IOException e) {
      // Closing failed; the answer is lost, as if it had not come.
      return new HelloAnswer.Unanswered(
          new Failure(
              Step.HANDSHAKE, Category.HANDSHAKE, "the connection broke", Optional.empty()));
    }
  }

  private HelloAnswer exchange(TimedSocket socket, List<byte[]> pieces, Reader reader)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    HelloAnswer answer;
    try {
      out.write(pieces.get(0));
      out.flush();
      for (byte[] piece : pieces.subList(1, pieces.size())) {
        pause.accept(BETWEEN_PIECES_MILLIS);
        out.write(piece);
        out.flush();
      }
      answer = reader.read(socket.getInputStream());
    } catch (IOException e) {
      return socket.end() == TimedSocket.End.TIMED_OUT
          ? new HelloAnswer.Unanswered(timedOut(socket.deadline()))
          : new HelloAnswer.Refused(-1);
    }
    leave(answer, out);
    return answer;
  }

  /** So that the server's log has a client that left, not one that broke off. */
  private static void leave(HelloAnswer answer, OutputStream out) {
    if (answer instanceof HelloAnswer.Accepted) {
      try {
        out.write(LEAVE);
        out.flush();
      } catch (IOException e) {
        // The answer is known.
        return;
      }
    }
  }

  private static Failure timedOut(Deadline deadline) {
    return new Failure(
        Step.HANDSHAKE,
        Category.HANDSHAKE,
        "timed out after "
            + Deadline.spoken(deadline.budget())
            + " waiting for the answer to a hello",
        Optional.empty());
  }
}
