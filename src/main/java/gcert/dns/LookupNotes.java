package gcert.dns;

import gcert.target.Host;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Record;

/** What a look-up came to, in a line for whoever watches. */
final class LookupNotes {
  /** An answer may hold thousands. */
  private static final int SHOWN = 16;

  private LookupNotes() {}

  /** {@code mx.test A: 192.0.2.1, 192.0.2.2}, or why there are none. */
  static String of(Question question) {
    if (question.failure().isPresent()) {
      return question.shown() + ": " + question.failure().get().getMessage();
    }
    List<String> records = new ArrayList<>();
    for (Record record : question.records()) {
      records.add(record.rdataToString());
    }
    return question.shown() + ": " + listed(records);
  }

  /** The addresses of a name. */
  static String of(String name, List<InetAddress> addresses) {
    List<String> texts = new ArrayList<>();
    for (InetAddress address : addresses) {
      texts.add(Host.Address.of(address).text());
    }
    return name + ": " + listed(texts);
  }

  private static String listed(List<String> records) {
    int left = records.size() - SHOWN;
    return left <= 0
        ? String.join(", ", records)
        : String.join(", ", records.subList(0, SHOWN)) + " and " + left + " more";
  }
}
