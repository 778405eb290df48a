package gcert.dnssec;

import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/**
 * Believes a validating name server on the same machine, as Postfix does: the AD bit says that an
 * answer is secure (RFC 6840 section 5.8), and SERVFAIL, where there is an answer once nothing is
 * validated, that it is bogus.
 */
public final class TrustedResolverLookup implements SecureLookup {
  private final List<InetSocketAddress> servers;

  /**
   * Makes one.
   *
   * @param server a name server at a loopback address: over a network anybody could set a bit
   * @throws IllegalArgumentException when it is at another address
   */
  public TrustedResolverLookup(InetSocketAddress server) {
    if (!server.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("not a loopback address");
    }
    this.servers = List.of(server);
  }

  @Override
  public SecureAnswer ask(String name, int type, Duration limit, ExchangeLog log) {
    Deadline deadline = Deadline.after(limit, Ticker.system());
    RecursiveServers believed =
        new RecursiveServers(servers, deadline, log, /* checkingDisabled= */ false);
    RecursiveServers unchecked =
        new RecursiveServers(servers, deadline, log, /* checkingDisabled= */ true);
    try {
      return new AliasChain(new Belief(believed, unchecked))
          .follow(Name.fromString(name, Name.root), type);
    } catch (TextParseException e) {
      return AliasChain.none(
          Name.root, Name.root, SecurityStatus.INDETERMINATE, "the name cannot be queried");
    }
  }

  private record Belief(RecursiveServers believed, RecursiveServers unchecked)
      implements AliasChain.Asking {

    @Override
    public Message raw(Name name, int type) throws IOException {
      return unchecked.send(query(name, type));
    }

    @Override
    public AliasChain.Judged judged(Name name, int type) throws IOException {
      Message answer = believed.send(query(name, type));
      int code = answer.getRcode();
      if (code == Rcode.SERVFAIL) {
        return new AliasChain.Judged(
            answer, SecurityStatus.BOGUS, "the name server cannot validate it");
      }
      if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
        throw new IOException("the name server answers " + Rcode.string(code));
      }
      return answer.getHeader().getFlag(Flags.AD)
          ? new AliasChain.Judged(answer, SecurityStatus.SECURE, "")
          : new AliasChain.Judged(
              answer, SecurityStatus.INSECURE, "the name server has not validated it");
    }

    private static Message query(Name name, int type) {
      return Message.newQuery(Record.newRecord(name, type, DClass.IN));
    }
  }
}
