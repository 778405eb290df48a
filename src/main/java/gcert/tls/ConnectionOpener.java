package gcert.tls;

import gcert.dns.AddressLookup;
import gcert.failure.FailedException;
import gcert.net.Deadline;
import gcert.net.Dialer;
import gcert.net.Ticker;
import gcert.net.TimedSocket;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Gets from a target to a connection on which TLS comes next, for those who speak TLS themselves:
 * look-up, connection, and the plaintext dialogue up to the server's go-ahead. Safe for use by many
 * threads.
 */
public final class ConnectionOpener {
  private final AddressLookup lookup;
  private final ExchangeSettings settings;
  private final Ticker ticker;
  private final Optional<ExchangeLogs> logs;
  private final Dialer dialer = new Dialer();

  /**
   * Makes one.
   *
   * @param lookup finds the addresses of names
   * @param logs who listens to the dialogues; empty for nobody
   */
  public ConnectionOpener(
      AddressLookup lookup, ExchangeSettings settings, Ticker ticker, Optional<ExchangeLogs> logs) {
    this.lookup = lookup;
    this.settings = settings;
    this.ticker = ticker;
    this.logs = logs;
  }

  /** How exchanges are carried out. */
  public ExchangeSettings settings() {
    return settings;
  }

  /**
   * Opens a connection. Whoever asked for it closes it.
   *
   * @param address the address to take; empty finds the host's addresses
   * @throws FailedException when the server is not reached or does not start TLS; nothing is left
   *     open
   */
  public TimedSocket open(ServerTarget target, Optional<InetAddress> address)
      throws FailedException {
    Deadline deadline = Deadline.after(settings.timeout(), ticker);
    ExchangeLog log = logs.isPresent() ? logs.get().of(target) : ExchangeLog.SILENT;
    StopWatch watch = new StopWatch(ticker);
    TimedSocket socket =
        new Connector(lookup, dialer, settings.dial(), deadline, watch, log)
            .connect(target, address);
    PlaintextPhase opening = new PlaintextPhase(target, settings, log, watch);
    boolean ready = false;
    try {
      opening.run(socket);
      ready = true;
      return socket;
    } finally {
      if (!ready) {
        opening.farewell().say();
        close(socket);
      }
    }
  }

  private static void close(TimedSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is released anyway.
      return;
    }
  }
}
