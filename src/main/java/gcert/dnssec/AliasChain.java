package gcert.dnssec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Follows aliases (CNAME) one by one, each judged by itself: of a chain as a whole nobody could say
 * which part of it is to be believed, and RFC 7672 section 2.2.2 asks that. Used by one thread.
 */
final class AliasChain {
  private static final int MOST = 8;

  private final Asking asking;

  /** What one question came to. */
  record Judged(Message answer, SecurityStatus security, String reason) {}

  /** Asks one question, aliases not followed. */
  interface Asking {

    /** The answer as it comes, unjudged. */
    Message raw(Name name, int type) throws IOException;

    /** The same answer, judged. */
    Judged judged(Name name, int type) throws IOException;
  }

  AliasChain(Asking asking) {
    this.asking = asking;
  }

  SecureAnswer follow(Name asked, int type) {
    Name at = asked;
    SecurityStatus security = SecurityStatus.SECURE;
    SecurityStatus first = SecurityStatus.INDETERMINATE;
    String reason = "";
    try {
      for (int step = 0; step <= MOST; step++) {
        Message raw = asking.raw(at, type);
        Optional<Name> alias = type == Type.CNAME ? Optional.empty() : alias(raw, at);
        Judged judged = asking.judged(at, alias.isPresent() ? Type.CNAME : type);
        if (security != security.and(judged.security())) {
          reason = (step == 0 ? "" : shown(at) + ": ") + judged.reason();
        }
        security = security.and(judged.security());
        if (step == 0) {
          first = judged.security();
        }
        if (!security.isUsable() || alias.isEmpty()) {
          return end(asked, at, type, judged.answer(), security, first, reason);
        }
        Optional<Name> confirmed = alias(judged.answer(), at);
        if (confirmed.isEmpty() || !confirmed.equals(alias)) {
          return none(
              asked, at, first, "the answers about " + shown(at) + " contradict each other");
        }
        at = alias.get();
      }
      return none(asked, at, first, "the name's aliases (CNAME) lead nowhere");
    } catch (IOException e) {
      return none(asked, at, first, String.valueOf(e.getMessage()));
    }
  }

  /** Where no more can be said. */
  static SecureAnswer none(Name asked, Name at, SecurityStatus first, String reason) {
    return new SecureAnswer(
        shown(asked),
        shown(at),
        SecureAnswer.Outcome.NO_ANSWER,
        List.of(),
        SecurityStatus.INDETERMINATE,
        first,
        Duration.ZERO,
        reason);
  }

  private static SecureAnswer end(
      Name asked,
      Name at,
      int type,
      Message answer,
      SecurityStatus security,
      SecurityStatus first,
      String reason) {
    List<Record> found = new ArrayList<>();
    long ttl = Long.MAX_VALUE;
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record.getName().equals(at)
          && record.getType() == type
          && record.getDClass() == DClass.IN) {
        found.add(record);
        ttl = Math.min(ttl, record.getTTL());
      }
    }
    SecureAnswer.Outcome outcome = SecureAnswer.Outcome.RECORDS;
    if (!security.isUsable()) {
      outcome = SecureAnswer.Outcome.NO_ANSWER;
    } else if (found.isEmpty()) {
      outcome =
          answer.getRcode() == Rcode.NXDOMAIN
              ? SecureAnswer.Outcome.NO_SUCH_NAME
              : SecureAnswer.Outcome.NO_RECORDS;
    }
    boolean records = outcome == SecureAnswer.Outcome.RECORDS;
    return new SecureAnswer(
        shown(asked),
        shown(at),
        outcome,
        records ? found : List.of(),
        security,
        first,
        records ? Duration.ofSeconds(ttl) : Duration.ZERO,
        reason);
  }

  /** Where a name leads, if it is an alias. */
  private static Optional<Name> alias(Message answer, Name at) throws IOException {
    Optional<Name> target = Optional.empty();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof DNAMERecord) {
        throw new IOException("the name lies below a DNAME record, which is not validated");
      }
      if (record instanceof CNAMERecord alias && record.getName().equals(at)) {
        target = Optional.of(alias.getTarget());
      }
    }
    return target;
  }

  /** A name in lower case without the final dot. */
  static String shown(Name name) {
    return name.toString(/* omitFinalDot= */ true).toLowerCase(Locale.ROOT);
  }
}
