package gcert.dane;

import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecureLookup;
import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Type;

/** Gathers what DNS says about servers (RFC 7672 sections 2.2.1 to 2.2.3). */
public final class DaneLookup {
  private final SecureLookup lookup;
  private final Duration limit;

  /**
   * Makes one.
   *
   * @param limit the longest wait for all answers about one server
   */
  public DaneLookup(SecureLookup lookup, Duration limit) {
    this.lookup = lookup;
    this.limit = limit;
  }

  /**
   * Asks about one server.
   *
   * @param mail whether mail is transferred to it
   * @param domain the mail domain that led to it
   */
  public DaneFacts facts(
      Host.Name host, int port, boolean mail, Optional<Host.Name> domain, ExchangeLog log) {
    Inquiry inquiry = new Inquiry(Deadline.after(limit, Ticker.system()), log);
    Optional<DaneFacts.Domain> found = domain.map(inquiry::domain);
    SecureAnswer addresses = inquiry.addresses(host.text());
    return new DaneFacts(host, port, mail, found, addresses, inquiry.bases(port, addresses));
  }

  private final class Inquiry {
    private final Deadline deadline;
    private final ExchangeLog log;

    Inquiry(Deadline deadline, ExchangeLog log) {
      this.deadline = deadline;
      this.log = log;
    }

    private SecureAnswer ask(String name, int type) {
      return lookup.ask(name, type, Duration.ofNanos(Math.max(deadline.nanosLeft(), 1)), log);
    }

    DaneFacts.Domain domain(Host.Name name) {
      SecureAnswer mx = ask(name.text(), Type.MX);
      return new DaneFacts.Domain(name.text(), mx.name(), mx.security(), mx.reason());
    }

    /** One family is enough to know whether the name is signed. */
    SecureAnswer addresses(String host) {
      SecureAnswer four = ask(host, Type.A);
      return four.security().isUsable() && four.outcome() == SecureAnswer.Outcome.NO_RECORDS
          ? ask(host, Type.AAAA)
          : four;
    }

    List<DaneFacts.Base> bases(int port, SecureAnswer addresses) {
      List<DaneFacts.Base> bases = new ArrayList<>();
      for (String name : BaseDomains.of(addresses)) {
        SecureAnswer answer = ask(DaneFacts.owner(port, name), Type.TLSA);
        bases.add(new DaneFacts.Base(name, answer));
        if (answer.hasRecords() || !answer.security().isUsable()) {
          break;
        }
      }
      return bases;
    }
  }
}
