package gcert.sender;

import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.tls.Observation;
import java.util.Optional;

/** How far a sender gets with a mail host. */
public enum Connection {
  /** Not to the point at which TLS is asked for. */
  NONE,
  /** TLS is not available. */
  PLAINTEXT,
  /** The handshake fails. */
  BROKEN_TLS,
  /** TLS is there. */
  TLS;

  /** How far an exchange got. */
  static Connection of(Observation seen) {
    Optional<Failure> failure = seen.failure();
    if (failure.isEmpty()) {
      return TLS;
    }
    if (failure.get().category() == Category.HANDSHAKE) {
      return BROKEN_TLS;
    }
    boolean refused =
        failure.get().category() == Category.NO_TLS
            || failure.get().category() == Category.TEMPORARY;
    return refused && failure.get().step() == Step.STARTTLS ? PLAINTEXT : NONE;
  }
}
