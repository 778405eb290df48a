package gcert.net;

import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One race between the addresses of a server: a thread per attempt, none of which outlives it. */
final class AddressRace {
  /** RFC 8305 section 8: the recommended Connection Attempt Delay. */
  static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

  private final List<InetSocketAddress> addresses;
  private final DialSettings settings;
  private final Deadline deadline;
  private final ExchangeLog log;
  private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final List<TimedSocket> sockets = new ArrayList<>();
  private final List<UnreachableException.Attempt> failed = new ArrayList<>();

  AddressRace(
      List<InetSocketAddress> addresses,
      DialSettings settings,
      Deadline deadline,
      ExchangeLog log) {
    this.log = log;
    this.addresses = addresses;
    this.settings = settings;
    this.deadline = deadline;
  }

  private record Outcome(InetSocketAddress address, TimedSocket socket, Optional<String> cause) {}

  TimedSocket run() throws IOException {
    Optional<TimedSocket> winner = Optional.empty();
    try {
      winner = race();
    } finally {
      for (TimedSocket socket : sockets) {
        if (winner.isEmpty() || socket != winner.get()) {
          // Ends the attempt's connect, and with it the thread.
          ConnectionAttempt.closeQuietly(socket);
        }
      }
    }
    if (winner.isPresent()) {
      return winner.get();
    }
    throw new UnreachableException(failed);
  }

  private Optional<TimedSocket> race() throws IOException {
    Deadline next = deadline.within(ATTEMPT_DELAY);
    start(addresses.get(0));
    while (failed.size() < addresses.size()) {
      boolean allStarted = sockets.size() == addresses.size();
      long wait = allStarted ? deadline.nanosLeft() : next.nanosLeft();
      Optional<Outcome> met = await(wait);
      if (met.isPresent()) {
        Outcome outcome = met.get();
        if (outcome.cause().isEmpty()) {
          return Optional.of(outcome.socket());
        }
        failed.add(new UnreachableException.Attempt(outcome.address(), outcome.cause().get()));
      } else if (deadline.expired()) {
        giveUp();
        return Optional.empty();
      }
      if (!allStarted) {
        // Either the delay has passed or an attempt has failed: section 5 starts the next at once.
        next = deadline.within(ATTEMPT_DELAY);
        start(addresses.get(sockets.size()));
      }
    }
    return Optional.empty();
  }

  private void start(InetSocketAddress address) throws IOException {
    TimedSocket socket = ConnectionAttempt.open(settings, deadline);
    sockets.add(socket);
    Thread thread =
        new Thread(
            () ->
                outcomes.add(
                    new Outcome(
                        address,
                        socket,
                        ConnectionAttempt.connect(socket, address, settings, log))),
            "gcert-connect");
    thread.setDaemon(true);
    thread.start();
  }

  private Optional<Outcome> await(long nanos) throws IOException {
    try {
      return Optional.ofNullable(outcomes.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Names the addresses that were started and had not answered when the time was up. */
  private void giveUp() {
    for (int i = 0; i < sockets.size(); i++) {
      InetSocketAddress address = addresses.get(i);
      boolean known = false;
      for (UnreachableException.Attempt attempt : failed) {
        known |= attempt.address().equals(address);
      }
      if (!known) {
        failed.add(
            new UnreachableException.Attempt(
                address, "no answer within " + Deadline.spoken(deadline.budget())));
      }
    }
  }
}
