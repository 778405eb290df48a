package gcert.dnssec;

import java.time.Instant;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Looks again at answers that the validator calls secure, for what has to be there whatever the
 * validator thinks: a doubt makes the answer indeterminate.
 */
final class AnswerScrutiny {
  private AnswerScrutiny() {}

  /** What is doubtful about an answer, one clause; empty when nothing is. */
  static String of(Message answer, Name name, int type, Instant now) {
    List<Record> records = answer.getSection(Section.ANSWER);
    boolean positive =
        records.stream().anyMatch(r -> r.getType() == type && r.getName().equals(name));
    if (positive) {
      return isSigned(records, name, type, now) ? "" : "no signature in force covers the records";
    }
    List<Record> denial = answer.getSection(Section.AUTHORITY);
    for (Record record : denial) {
      if ((record instanceof NSECRecord || record instanceof NSEC3Record)
          && isSigned(denial, record.getName(), record.getType(), now)) {
        return "";
      }
    }
    return "nothing signed says that there are no such records";
  }

  /** RFC 4035 section 5.3.1, without the cryptography. */
  private static boolean isSigned(List<Record> section, Name owner, int type, Instant now) {
    for (Record record : section) {
      if (record instanceof RRSIGRecord signature
          && signature.getName().equals(owner)
          && signature.getTypeCovered() == type
          && owner.subdomain(signature.getSigner())
          && signature.getLabels() <= owner.labels() - 1
          && !now.isBefore(signature.getTimeSigned())
          && !now.isAfter(signature.getExpire())) {
        return true;
      }
    }
    return false;
  }
}
