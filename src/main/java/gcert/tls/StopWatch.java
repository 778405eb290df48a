package gcert.tls;

import gcert.net.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Notes how long each step of one exchange took. */
final class StopWatch {

  /** The spans of a {@link Timing}. */
  enum Span {
    DNS,
    CONNECT,
    GREETING,
    STARTTLS,
    HANDSHAKE
  }

  private final Ticker ticker;
  private final Map<Span, Duration> laps = new EnumMap<>(Span.class);
  private long since;

  StopWatch(Ticker ticker) {
    this.ticker = ticker;
    this.since = ticker.nanos();
  }

  /** The span since the last call, or since the start, was this one. */
  void lap(Span span) {
    long now = ticker.nanos();
    laps.put(span, Duration.ofNanos(now - since));
    since = now;
  }

  Timing timing() {
    return new Timing(
        of(Span.DNS), of(Span.CONNECT), of(Span.GREETING), of(Span.STARTTLS), of(Span.HANDSHAKE));
  }

  private Optional<Duration> of(Span span) {
    return Optional.ofNullable(laps.get(span));
  }
}
