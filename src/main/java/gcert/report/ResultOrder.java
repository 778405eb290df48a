package gcert.report;

import gcert.certificate.Certificate;
import java.time.Instant;
import java.util.Comparator;

/** In which order the results of a run stand in a report that is printed at its end. */
public enum ResultOrder {
  /** That of the targets. */
  LIST,
  /** The certificate that expires first comes first; what has none comes before. */
  DAYS,
  /** By the alphabet. */
  TARGET,
  /** The gravest first. */
  STATUS;

  /**
   * What a result is sorted by, kept while the result itself is not.
   *
   * @param place how many results came before it
   * @param end when the server's own certificate expires; the distant past where there is none
   * @param target the name of the target
   * @param status the status
   */
  public record Key(int place, Instant end, String target, Result.Status status) {

    /**
     * That of a result.
     *
     * @param place how many results came before it
     */
    public static Key of(Result result, int place) {
      return new Key(
          place,
          result.observation().chain().stream()
              .findFirst()
              .map(Certificate::notAfter)
              .orElse(Instant.MIN),
          EndpointText.of(result.observation().target()),
          result.status());
    }
  }

  /** Compares by it. Equals stay in the order of the targets when the sort is stable. */
  public Comparator<Key> comparator() {
    return switch (this) {
      case LIST -> Comparator.comparing(Key::place);
      case DAYS -> Comparator.comparing(Key::end);
      case TARGET -> Comparator.comparing(Key::target);
      case STATUS -> Comparator.comparing(Key::status).reversed();
    };
  }
}
