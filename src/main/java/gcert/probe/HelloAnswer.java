package gcert.probe;

import gcert.failure.Failure;
import java.util.List;
import java.util.Optional;

/** What a server said to one hello. */
sealed interface HelloAnswer {

  /**
   * It went on with the handshake.
   *
   * @param hello its hello, or its HelloRetryRequest
   * @param certificates what its Certificate message held, DER; none where that is encrypted
   * @param exchange its ServerKeyExchange
   * @param stapled whether an OCSP response came in clear
   */
  record Accepted(
      ServerHello hello, List<byte[]> certificates, Optional<KeyExchange> exchange, boolean stapled)
      implements HelloAnswer {
    /** Takes a copy of the list. */
    public Accepted {
      certificates = List.copyOf(certificates);
    }
  }

  /**
   * It accepted a hello of SSL 2.0.
   *
   * @param kinds the codes of the cipher kinds that it takes
   */
  record Ssl2(List<Integer> kinds) implements HelloAnswer {
    /** Takes a copy of the list. */
    public Ssl2 {
      kinds = List.copyOf(kinds);
    }
  }

  /**
   * It would not have it.
   *
   * @param alert the code of its alert; -1 when it hung up without one, or said what is not TLS
   */
  record Refused(int alert) implements HelloAnswer {
    static final int INAPPROPRIATE_FALLBACK = 86;
    static final int PROTOCOL_VERSION = 70;
  }

  /**
   * It could not be asked, or did not answer in time.
   *
   * @param asked false when it is not asked any more
   */
  record Unanswered(Failure failure, boolean asked) implements HelloAnswer {
    Unanswered(Failure failure) {
      this(failure, true);
    }
  }
}
