package gcert.dnssec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Says why an answer is bogus, as far as it can be seen from the answer. */
final class BogusReason {
  private BogusReason() {}

  /**
   * One clause.
   *
   * @param said what the validator says; it prints whole records into it
   */
  static String of(Message answer, Instant now, String said) {
    List<RRSIGRecord> signatures = new ArrayList<>();
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      for (Record record : answer.getSection(section)) {
        if (record instanceof RRSIGRecord signature) {
          signatures.add(signature);
        }
      }
    }
    if (signatures.isEmpty()) {
      return "it should be signed, and is not";
    }
    for (RRSIGRecord signature : signatures) {
      String signer = " by " + AliasChain.shown(signature.getSigner());
      if (now.isAfter(signature.getExpire())) {
        return "the signature" + signer + " expired on " + signature.getExpire();
      }
      if (now.isBefore(signature.getTimeSigned())) {
        return "the signature" + signer + " is not valid before " + signature.getTimeSigned();
      }
    }
    int records = said.indexOf('{');
    return records < 0 && !said.isEmpty()
        ? said
        : "the signature by " + AliasChain.shown(signatures.get(0).getSigner()) + " does not hold";
  }
}
