package gcert.dnssec;

import gcert.net.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Answers about the keys of zones (DNSKEY, DS), which every look-up of a run needs again: kept as
 * they came, to be validated anew each time, for as long as their TTL allows and five minutes at
 * most. Safe for use by several threads.
 */
final class KeyAnswers {
  private static final int MOST = 1024;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Ticker ticker = Ticker.system();
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  private record Kept(Message answer, long until) {}

  /** The answer to a question; null when there is none in force. */
  synchronized @Nullable Message get(Record question) {
    Kept found = kept.get(key(question));
    return found != null && found.until() - ticker.nanos() > 0 ? found.answer() : null;
  }

  /** Keeps an answer, if it is about keys. */
  synchronized void put(Record question, Message answer) {
    int type = question.getType();
    if (type != Type.DNSKEY && type != Type.DS) {
      return;
    }
    long seconds = LONGEST.toSeconds();
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      for (Record record : answer.getSection(section)) {
        seconds = Math.min(seconds, record.getTTL());
      }
    }
    kept.put(
        key(question), new Kept(answer, ticker.nanos() + Duration.ofSeconds(seconds).toNanos()));
    if (kept.size() > MOST) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  private static String key(Record question) {
    return question.getName() + " " + question.getType();
  }
}
