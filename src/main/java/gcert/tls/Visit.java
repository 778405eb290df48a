package gcert.tls;

import gcert.failure.Failure;
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
  private final boolean refused;

  /**
   * One that is over, or open for a farewell.
   *
   * @param refused whether the server ended the handshake before it showed a certificate
   */
  Visit(Observation observation, Farewell farewell, boolean refused) {
    this.observation = observation;
    this.farewell = farewell;
    this.refused = refused;
  }

  /**
   * This visit with what another one to the same server has shown, where the server has proven to
   * hold the key of a certificate that was not seen before; or with why that is not known, unless
   * the server has merely refused: that is how it says that it has no such certificate.
   *
   * @param kind the kind of key that the other one asked for
   */
  Visit beside(Visit other, Authentication kind) {
    List<Observation> shown = new ArrayList<>(observation.others());
    List<Observation.Unseen> unseen = new ArrayList<>(observation.unseen());
    Optional<Failure> failure = other.observation.failure();
    if (isNews(other.observation)) {
      shown.add(other.observation);
    } else if (failure.isPresent() && !other.refused && other.observation.chain().isEmpty()) {
      unseen.add(new Observation.Unseen(kind, failure.get()));
    }
    return new Visit(observation.beside(shown, unseen), farewell, refused);
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
  }
}
