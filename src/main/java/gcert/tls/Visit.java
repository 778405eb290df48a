package gcert.tls;

import gcert.net.TimedSocket;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A server that was observed, and the connection to it, still open for a polite farewell.
 *
 * <p>The observation is complete from the start: it can be judged and printed while another thread
 * closes the visit, or before this one does.
 */
public final class Visit implements AutoCloseable {
  private final Observation observation;
  private final Farewell farewell;

  Visit(Observation observation, Farewell farewell) {
    this.observation = observation;
    this.farewell = farewell;
  }

  /** What was seen. */
  public Observation observation() {
    return observation;
  }

  /**
   * A connection under TLS, for those who have more to say on it. It obeys the deadline of the
   * exchange and is closed with the visit.
   *
   * @param socket what it goes over, for its deadline and how it ended
   * @param input what the server says; an end without close_notify is an error there
   * @param output whatever is written is sent at once
   */
  public record Connection(TimedSocket socket, InputStream input, OutputStream output) {}

  /** The connection; empty when the exchange did not get to the end of its handshake. */
  public Optional<Connection> connection() {
    return farewell.connection();
  }

  /**
   * Takes leave as the protocol has it (QUIT under TLS for SMTP) and closes the connection. Takes
   * at most two seconds, and never longer than the exchange has left; what the server does
   * meanwhile is of no consequence. Closing again does nothing.
   */
  @Override
  public void close() {
    farewell.say();
  }
}
