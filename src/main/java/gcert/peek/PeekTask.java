package gcert.peek;

import gcert.net.Deadline;
import gcert.tls.ClearExchange;
import gcert.tls.Observation;
import gcert.trace.ExchangeLog;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One visit in an {@link EventLoop}, whose thread alone touches it. */
final class PeekTask {
  final ClearExchange exchange;
  final AddressAttempts attempts;
  final Deadline deadline;
  final ExchangeLog log;
  private final Consumer<Observation> seen;

  /** The connection that stands; null before and after. */
  @Nullable SocketChannel channel;

  /** What the system has not taken yet. */
  ByteBuffer unsent = ByteBuffer.allocate(0);

  /** When the loop has to look at it, in the ticker's nanoseconds; {@link #order} breaks ties. */
  long wake;

  long order;
  private boolean handedOn;

  /**
   * Makes one.
   *
   * @param seen takes what was seen
   */
  PeekTask(
      ClearExchange exchange,
      AddressAttempts attempts,
      Deadline deadline,
      ExchangeLog log,
      Consumer<Observation> seen) {
    this.exchange = exchange;
    this.attempts = attempts;
    this.deadline = deadline;
    this.log = log;
    this.seen = seen;
  }

  /** Hands on what was seen; done once, when nothing of the visit is open any more. */
  void handOn() {
    if (!handedOn) {
      handedOn = true;
      seen.accept(exchange.observation().orElseThrow());
    }
  }
}
