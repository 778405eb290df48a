package gcert.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final List<Visit> others;

  Visit(Observation observation, Farewell farewell) {
    this(observation, farewell, List.of());
  }

  private Visit(Observation observation, Farewell farewell, List<Visit> others) {
    this.observation = observation;
    this.farewell = farewell;
    this.others = others;
  }

  /**
   * This visit and another one to the same server, which counts when the server has proven to hold
   * the key of a certificate that was not seen before. They are closed together.
   */
  Visit beside(Visit other) {
    List<Visit> both = new ArrayList<>(others);
    both.add(other);
    List<Observation> shown = new ArrayList<>(observation.others());
    if (isNews(other.observation)) {
      shown.add(other.observation);
    }
    return new Visit(observation.beside(shown), farewell, both);
  }

  private boolean isNews(Observation other) {
    if (other.chain().isEmpty() || !other.session().map(TlsSession::proven).orElse(false)) {
      return false;
    }
    byte[] der = other.chain().get(0).der();
    boolean known = Arrays.equals(der, observation.chain().get(0).der());
    for (Observation seen : observation.others()) {
      known |= Arrays.equals(der, seen.chain().get(0).der());
    }
    return !known;
  }

  /** What was seen. */
  public Observation observation() {
    return observation;
  }

  /** The connection; empty when the exchange did not get to the end of its handshake. */
  public Optional<TlsConnection> connection() {
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
    for (Visit other : others) {
      other.close();
    }
  }
}
