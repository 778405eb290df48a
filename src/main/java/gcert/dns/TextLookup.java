package gcert.dns;

import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Finds what a domain says about itself below names of its own, in TXT records. */
public final class TextLookup {
  /** An answer may hold thousands of records; no name needs that many. */
  private static final int MOST_TEXTS = 64;

  private final NameServers servers;

  private TextLookup(NameServers servers) {
    this.servers = servers;
  }

  /** Asks the name servers that the system is configured for. */
  public static TextLookup ofSystem() {
    return new TextLookup(NameServers.ofSystem());
  }

  /** Asks the server at an address, usually on port 53. */
  public static TextLookup of(InetSocketAddress server) {
    return new TextLookup(new NameServers(List.of(server)));
  }

  /**
   * The texts at {@code label.domain}, each with its strings joined, an octet a character; at least
   * one, at most 64.
   *
   * @param label one label, such as {@code _mta-sts}, or several
   * @param limit the longest wait for an answer
   * @param log hears what was asked and answered
   * @throws LookupException when there is none; it says why
   */
  public List<String> texts(String label, Host.Name domain, Duration limit, ExchangeLog log)
      throws LookupException {
    List<String> texts = new ArrayList<>();
    for (Record record : servers.records(name(label, domain), Type.TXT, "TXT record", limit, log)) {
      if (record instanceof TXTRecord text && texts.size() < MOST_TEXTS) {
        StringBuilder joined = new StringBuilder();
        for (byte[] string : text.getStringsAsByteArrays()) {
          joined.append(new String(string, StandardCharsets.ISO_8859_1));
        }
        texts.add(joined.toString());
      }
    }
    return List.copyOf(texts);
  }

  private static Name name(String label, Host.Name domain) throws LookupException {
    try {
      return Name.fromString(label + "." + domain.text() + ".");
    } catch (TextParseException e) {
      throw new LookupException(
          LookupException.Reason.OTHER, "the name is too long to be asked for below it");
    }
  }
}
