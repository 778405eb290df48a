package gcert.dns;

import gcert.failure.Escaped;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * One question and what becomes of it: which message asks it now, and what an answer means for it.
 * Used by one thread; it opens nothing.
 *
 * <p>A chain of aliases is followed through the answer, and asked for further where the answer ends
 * with one. A server that does not understand EDNS is asked again without (RFC 6891 section 7).
 */
final class Question {
  /** What becomes of an answer. */
  enum Outcome {
    /** The question is settled: {@link #records} or {@link #failure}. */
    SETTLED,
    /** {@link #message} has another question, which goes to the same server. */
    ASK_AGAIN,
    /** It is longer than a datagram; the same question goes out by TCP. */
    TRUNCATED,
    /** This server cannot or will not say; another may. */
    REFUSED,
    /** It is no answer to this question. */
    IGNORED
  }

  private static final int MAX_ALIASES = 16;

  /** What no network on the way cuts into pieces. */
  private static final int DATAGRAM = 1232;

  private static final class Random {
    /** Whoever guesses an identifier can answer in place of the server. */
    static final SecureRandom SOURCE = new SecureRandom();
  }

  private final Name asked;
  private final int type;
  private final String wanted;
  private Name current;
  private int identifier;
  private boolean extended = true;
  private int aliases;
  private List<Record> records = List.of();
  private @Nullable LookupException failure;
  private @Nullable LookupException refusal;
  private int refusals;
  private boolean settled;

  /**
   * Makes one.
   *
   * @param type a constant of {@link Type}
   * @param wanted what the records are, for messages: {@code address}
   */
  Question(Name name, int type, String wanted) {
    this.asked = name;
    this.current = name;
    this.type = type;
    this.wanted = wanted;
    renew();
  }

  /** Name and type, for messages. */
  String shown() {
    return asked.toString(/* omitFinalDot= */ true) + " " + Type.string(type);
  }

  boolean settled() {
    return settled;
  }

  /** The records found; empty when there are none. */
  List<Record> records() {
    return records;
  }

  /** Why there are no records; empty while that is not settled, and when there are some. */
  Optional<LookupException> failure() {
    return Optional.ofNullable(failure);
  }

  /** The octets to send. */
  byte[] message() {
    Message message = Message.newQuery(Record.newRecord(current, type, DClass.IN));
    message.getHeader().setID(identifier);
    if (extended) {
      message.addRecord(new OPTRecord(DATAGRAM, 0, 0), Section.ADDITIONAL);
    }
    return message.toWire();
  }

  /** Ends without an answer: with what a server said before, or else with this. */
  void giveUp(LookupException why) {
    settle(refusal != null ? refusal : why);
  }

  /**
   * Takes octets that came.
   *
   * @param server the server that they came from, for messages
   */
  Outcome take(byte[] octets, String server) {
    if (octets.length < Header.LENGTH || !isMine(octets)) {
      return Outcome.IGNORED;
    }
    Message answer;
    try {
      answer = new Message(octets);
    } catch (IOException | RuntimeException e) {
      return refused("sent an answer that cannot be read", server);
    }
    int code = answer.getRcode();
    if (!answer.getHeader().getFlag(Flags.QR) || !isAbout(answer, code)) {
      return Outcome.IGNORED;
    }
    if (answer.getHeader().getFlag(Flags.TC)) {
      return Outcome.TRUNCATED;
    }
    return switch (code) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> read(answer, code == Rcode.NXDOMAIN, server);
      case Rcode.SERVFAIL -> refused("could not answer (SERVFAIL)", server);
      case Rcode.REFUSED -> refused("refuses to answer (REFUSED)", server);
      case Rcode.FORMERR, Rcode.NOTIMP, Rcode.BADVERS ->
          extended ? withoutExtension() : refused("answers " + Rcode.string(code), server);
      default -> refused("answers " + Escaped.of(Rcode.string(code)), server);
    };
  }

  private Outcome withoutExtension() {
    extended = false;
    renew();
    return Outcome.ASK_AGAIN;
  }

  private Outcome read(Message answer, boolean noSuchName, String server) {
    Name at = current;
    List<Record> section = answer.getSection(Section.ANSWER);
    while (true) {
      List<Record> found = new ArrayList<>();
      Name next = null;
      for (Record record : section) {
        if (record.getName().equals(at) && record.getDClass() == DClass.IN) {
          if (record.getType() == type) {
            found.add(record);
          } else if (record instanceof CNAMERecord alias && next == null) {
            next = alias.getTarget();
          }
        }
      }
      if (!found.isEmpty()) {
        records = List.copyOf(found);
        settled = true;
        return Outcome.SETTLED;
      }
      if (next == null) {
        break;
      }
      if (++aliases > MAX_ALIASES) {
        return settle(
            new LookupException(
                LookupException.Reason.OTHER, "the name's aliases (CNAME) lead nowhere"));
      }
      at = next;
    }
    if (noSuchName) {
      return settle(
          new LookupException(
              LookupException.Reason.NO_SUCH_NAME,
              at.equals(asked)
                  ? "the name does not exist (NXDOMAIN from " + server + ")"
                  : "the name is an alias of "
                      + Escaped.of(at.toString(/* omitFinalDot= */ true), 120)
                      + ", which does not exist (NXDOMAIN from "
                      + server
                      + ")",
              hint()));
    }
    boolean whole = at.equals(current) || isNegative(answer);
    if (whole) {
      return settle(
          new LookupException(
              LookupException.Reason.NO_RECORDS,
              "the name has no " + wanted + " (answer of " + server + ")"));
    }
    current = at;
    renew();
    return Outcome.ASK_AGAIN;
  }

  /** A name of one label is one that the system's resolver would complete. */
  private String hint() {
    return asked.labels() == 2
        ? "write the name in full: the search domains of this system are not used here"
        : "";
  }

  /** RFC 2308 section 2.2: an answer that there is no such record has the zone's SOA. */
  private static boolean isNegative(Message answer) {
    for (Record record : answer.getSection(Section.AUTHORITY)) {
      if (record instanceof SOARecord) {
        return true;
      }
    }
    return false;
  }

  /** How often a server could not or would not say. */
  int refusals() {
    return refusals;
  }

  private Outcome refused(String what, String server) {
    refusals++;
    refusal =
        new LookupException(
            LookupException.Reason.SERVER_FAILURE, "the name server " + server + " " + what);
    return Outcome.REFUSED;
  }

  private Outcome settle(LookupException why) {
    failure = why;
    settled = true;
    return Outcome.SETTLED;
  }

  private boolean isMine(byte[] octets) {
    return (((octets[0] & 0xff) << 8) | (octets[1] & 0xff)) == identifier;
  }

  /** A server that cannot read the question may leave it out of its answer. */
  private boolean isAbout(Message answer, int code) {
    Record question = answer.getQuestion();
    if (question == null) {
      return code != Rcode.NOERROR && code != Rcode.NXDOMAIN;
    }
    return question.getType() == type
        && question.getDClass() == DClass.IN
        && question.getName().equals(current);
  }

  private void renew() {
    identifier = Random.SOURCE.nextInt(0x10000);
  }
}
