package gcert.retrieval;

import gcert.net.Deadline;
import gcert.trace.ExchangeLog;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Things that CAs publish, from the cache where it has a young one, else from the network, and
 * where that has none from the cache all the same. Safe for use by many threads.
 */
public final class Publications {
  private final Retriever retriever;
  private final Optional<RetrievalCache> cache;
  private final Clock clock;

  /**
   * Makes them.
   *
   * @param cache empty to keep nothing
   * @param clock by which what is in the cache is young
   */
  public Publications(Retriever retriever, Optional<RetrievalCache> cache, Clock clock) {
    this.retriever = retriever;
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * Reads and verifies what was fetched.
   *
   * @param <T> what is made of it
   */
  @FunctionalInterface
  public interface Reader<T> {
    /** Makes something of the octets; what is of no use is not kept. */
    Reading<T> read(byte[] octets);
  }

  /**
   * What was made of octets.
   *
   * @param useful whether it is worth keeping
   */
  public record Reading<T>(T value, boolean useful) {}

  /**
   * What is published at a URL, as its reader has it.
   *
   * @param question what is asked there; empty for the thing itself
   * @param largest how many octets it may have
   * @param otherwise makes something of the reason why it cannot be fetched
   */
  public <T> T read(
      String url,
      Optional<Retriever.Question> question,
      int largest,
      Deadline deadline,
      ExchangeLog log,
      Reader<T> reader,
      Function<RetrievalException, T> otherwise) {
    byte[] key =
        RetrievalCache.key(url, question.map(Retriever.Question::octets).orElse(new byte[0]));
    Optional<T> young = cached(key, largest, clock.instant().minus(RetrievalCache.KEPT), reader);
    if (young.isPresent()) {
      return young.get();
    }
    try {
      byte[] octets = retriever.fetch(url, question, largest, deadline, log);
      Reading<T> reading = reader.read(octets);
      if (reading.useful() && cache.isPresent()) {
        cache.get().put(key, octets);
      }
      return reading.value();
    } catch (RetrievalException e) {
      return cached(key, largest, Instant.MIN, reader).orElseGet(() -> otherwise.apply(e));
    }
  }

  private <T> Optional<T> cached(byte[] key, int largest, Instant youngest, Reader<T> reader) {
    Optional<byte[]> kept = cache.flatMap(folder -> folder.get(key, largest, youngest));
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    Reading<T> reading = reader.read(kept.get());
    return reading.useful() ? Optional.of(reading.value()) : Optional.empty();
  }
}
