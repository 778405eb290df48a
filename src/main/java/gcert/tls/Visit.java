package gcert.tls;

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
   * Takes leave as the protocol has it (QUIT under TLS for SMTP) and closes the connection. Takes
   * at most two seconds, and never longer than the exchange has left; what the server does
   * meanwhile is of no consequence. Closing again does nothing.
   */
  @Override
  public void close() {
    farewell.say();
  }
}
