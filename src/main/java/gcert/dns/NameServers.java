package gcert.dns;

import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.trace.ExchangeLog;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Type;

/**
 * Recursive name servers, one of which has to answer. Neither the hosts file nor a cache has a say.
 *
 * <p>Questions go out by UDP, and by TCP when an answer is cut short (RFC 7766), so that no answer
 * is larger than 64 KiB. A chain of aliases is followed for at most 16 steps. Safe for use by many
 * threads.
 */
final class NameServers {
  private final List<InetSocketAddress> servers;

  NameServers(List<InetSocketAddress> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Those that the system is configured for. */
  static NameServers ofSystem() {
    return new NameServers(ResolverConfig.getCurrentConfig().servers());
  }

  /**
   * The records of one type that a name has; at least one.
   *
   * @param type a constant of {@link Type}
   * @param wanted what the records are, for messages: {@code MX record}
   * @param limit the longest wait for the answer
   * @throws LookupException when there is none; it says why
   */
  List<Record> records(Name name, int type, String wanted, Duration limit, ExchangeLog log)
      throws LookupException {
    Question question = new Question(name, type, wanted);
    settle(List.of(question), limit, limit, log);
    if (question.failure().isPresent()) {
      throw question.failure().get();
    }
    return question.records();
  }

  /**
   * Settles some questions that are asked at the same time.
   *
   * @param patience once one of them has records, how long the others are waited for
   */
  void settle(List<Question> questions, Duration limit, Duration patience, ExchangeLog log) {
    Ticker ticker = Ticker.system();
    long begin = ticker.nanos();
    try (Resolution resolution = new Resolution(servers, Deadline.after(limit, ticker), log)) {
      resolution.run(questions, patience);
    }
    if (log.listening()) {
      String took = Deadline.spoken(Duration.ofNanos(ticker.nanos() - begin));
      for (Question question : questions) {
        log.note(LookupNotes.of(question) + " (" + took + ")");
      }
    }
  }
}
