package gcert.dnssec;

import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks the name servers of a zone themselves, without recursion, so that no cache stands between:
 * what one of them says now, some resolver may keep for as long as its TTL allows.
 */
public final class AuthoritativeLookup {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final int ROUNDS = 3;
  private static final int MOST_RECORDS = 256;

  private static final class Random {
    static final SecureRandom SOURCE = new SecureRandom();
  }

  private final Clock clock;

  /**
   * Makes one.
   *
   * @param clock tells whether signatures are in force
   */
  public AuthoritativeLookup(Clock clock) {
    this.clock = clock;
  }

  /**
   * What one server says.
   *
   * @param records those of the type asked for; none when it says that there are none
   * @param ttl how long a resolver may keep the records, or that there are none
   * @param signed whether a signature that is in force comes with it; whether it holds is not
   *     looked at
   */
  public record Told(List<Record> records, Duration ttl, boolean signed) {
    /** Takes a copy of the list. */
    public Told {
      records = List.copyOf(records);
    }
  }

  /**
   * Asks one server.
   *
   * @param owner a name in A-labels
   * @param type a constant of {@link Type}
   * @param limit the longest wait
   * @throws IOException when it does not answer, or not for the zone; the message is one clause
   */
  public Told ask(InetSocketAddress server, String owner, int type, Duration limit, ExchangeLog log)
      throws IOException {
    Name name;
    try {
      name = Name.fromString(owner, Name.root);
    } catch (TextParseException e) {
      throw new IOException("the name cannot be queried", e);
    }
    Deadline deadline = Deadline.after(limit, Ticker.system());
    if (log.listening()) {
      log.note(
          "asking "
              + server.getAddress().getHostAddress()
              + " for "
              + AliasChain.shown(name)
              + " "
              + Type.string(type));
    }
    for (int round = 0; round < ROUNDS && !deadline.expired(); round++) {
      try {
        Message query = query(name, type);
        Deadline wait = deadline.within(FIRST_WAIT.multipliedBy(1 + round));
        return read(Wire.ask(server, query, wait, deadline), name, type);
      } catch (SocketTimeoutException e) {
        // Once more.
      } catch (NotServedException e) {
        throw e;
      } catch (IOException e) {
        throw new IOException("cannot be reached", e);
      }
    }
    throw new IOException("gave no answer in time");
  }

  private static Message query(Name name, int type) {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.getHeader().setID(Random.SOURCE.nextInt(0x10000));
    query.getHeader().unsetFlag(Flags.RD);
    query.addRecord(new OPTRecord(Wire.DATAGRAM, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    return query;
  }

  /** An answer that is none for the zone. */
  private static final class NotServedException extends IOException {
    private static final long serialVersionUID = 1L;

    NotServedException(String what) {
      super(what);
    }
  }

  private Told read(Message answer, Name name, int type) throws NotServedException {
    int code = answer.getRcode();
    if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
      throw new NotServedException("answers " + Rcode.string(code));
    }
    if (!answer.getHeader().getFlag(Flags.AA)) {
      throw new NotServedException("is not authoritative for the zone (a lame delegation)");
    }
    List<Record> found = new ArrayList<>();
    long ttl = Long.MAX_VALUE;
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record.getName().equals(name) && record.getType() == type) {
        found.add(record);
        ttl = Math.min(ttl, record.getTTL());
      }
    }
    if (found.size() > MOST_RECORDS) {
      throw new NotServedException("gives more than " + MOST_RECORDS + " records");
    }
    Instant now = clock.instant();
    if (found.isEmpty()) {
      // RFC 2308 section 5: that there are none is kept as long as the SOA record beside it.
      for (Record record : answer.getSection(Section.AUTHORITY)) {
        if (record.getType() == Type.SOA) {
          ttl = Math.min(ttl, record.getTTL());
        }
      }
    }
    return new Told(
        found,
        Duration.ofSeconds(ttl == Long.MAX_VALUE ? 0 : ttl),
        AnswerScrutiny.of(answer, name, type, now).isEmpty());
  }
}
