package gcert.rollover;

import gcert.dane.TlsaRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;

/**
 * The TLSA records that a name has, as one name server gives them; perhaps none.
 *
 * @param records in the order of their text
 * @param ttl how long a resolver may keep them
 */
public record TlsaSet(List<TlsaRecord> records, Duration ttl) {

  /** Sorts the records: name servers give them in any order. */
  public TlsaSet {
    records = records.stream().distinct().sorted((a, b) -> a.text().compareTo(b.text())).toList();
  }

  /** Those of an answer. */
  public static TlsaSet of(List<Record> records, Duration ttl) {
    List<TlsaRecord> read = new ArrayList<>();
    for (Record record : records) {
      if (record instanceof TLSARecord tlsa) {
        read.add(TlsaRecord.of(tlsa));
      }
    }
    return new TlsaSet(read, ttl);
  }

  /** As an answer holds them. */
  List<Record> answer(String owner) {
    Name name;
    try {
      name = Name.fromString(owner, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(owner, e);
    }
    List<Record> answer = new ArrayList<>();
    for (TlsaRecord record : records) {
      answer.add(
          new TLSARecord(
              name,
              DClass.IN,
              ttl.toSeconds(),
              record.usage(),
              record.selector(),
              record.matchingType(),
              HexFormat.of().parseHex(record.data())));
    }
    return answer;
  }
}
