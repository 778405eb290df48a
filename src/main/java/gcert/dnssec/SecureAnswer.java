package gcert.dnssec;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Record;

/**
 * What came of a question, aliases followed. Immutable.
 *
 * @param asked the name asked for, in lower case, without a final dot
 * @param name the name at the end of the aliases; {@code asked} where it is none
 * @param outcome whether there are records
 * @param records those of the type asked for, at {@code name}; empty unless the outcome says so
 * @param security what the answer is worth, the aliases included
 * @param first what the first step is worth: that the name is, or is not, an alias
 * @param ttl how long the records may be kept; zero without records
 * @param reason why the answer is worth no more, one clause, unescaped; empty when it is secure
 */
public record SecureAnswer(
    String asked,
    String name,
    Outcome outcome,
    List<Record> records,
    SecurityStatus security,
    SecurityStatus first,
    Duration ttl,
    String reason) {

  /** Whether there are records. */
  public enum Outcome {
    /** There are. */
    RECORDS,
    /** The name has none of that type. */
    NO_RECORDS,
    /** The name does not exist. */
    NO_SUCH_NAME,
    /** No server told. */
    NO_ANSWER
  }

  /** Takes a copy of the list. */
  public SecureAnswer {
    records = List.copyOf(records);
  }

  /** Whether the name asked for is an alias (CNAME). */
  public boolean isAlias() {
    return !name.equals(asked);
  }

  /** Whether there are records, whatever they are worth. */
  public boolean hasRecords() {
    return outcome == Outcome.RECORDS;
  }
}
