package gcert.tls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long each step of an exchange took; empty for a step that did not finish or was not needed.
 *
 * @param dns finding the addresses
 * @param connect the TCP connection, proxy included
 * @param greeting from the connection to the end of the greeting
 * @param starttls from the greeting to the go-ahead for TLS
 * @param handshake the TLS handshake
 */
public record Timing(
    Optional<Duration> dns,
    Optional<Duration> connect,
    Optional<Duration> greeting,
    Optional<Duration> starttls,
    Optional<Duration> handshake) {

  /** Nothing was timed: the certificates came from a file, or no step finished. */
  public static Timing none() {
    return new Timing(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** How long all the steps together took. */
  public Duration total() {
    Duration total = Duration.ZERO;
    for (Optional<Duration> step : List.of(dns, connect, greeting, starttls, handshake)) {
      total = total.plus(step.orElse(Duration.ZERO));
    }
    return total;
  }
}
