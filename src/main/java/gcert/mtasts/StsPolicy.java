package gcert.mtasts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The policy of a mail domain (RFC 8461 section 3.2).
 *
 * @param mode what senders do when a mail host does not fit
 * @param hosts the patterns of the domain's mail hosts, in the order of the file; may be empty only
 *     with {@link Mode#NONE}
 * @param maxAge how long a sender keeps it, zero to 31,557,600 seconds
 * @param blankLines whether there are empty lines, which the grammar does not know
 */
public record StsPolicy(Mode mode, List<MxPattern> hosts, Duration maxAge, boolean blankLines) {

  /** What a sender does when a mail host does not fit the policy (RFC 8461 section 5). */
  public enum Mode {
    /** It does not deliver there. */
    ENFORCE,
    /** It reports, and delivers anyway. */
    TESTING,
    /** It does as if there were no policy. */
    NONE;

    /** The word in the policy. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes a copy of the list. */
  public StsPolicy {
    hosts = List.copyOf(hosts);
  }

  /** Whether a mail host is one of the domain's. */
  public boolean names(String host) {
    return hosts.stream().anyMatch(pattern -> pattern.matches(host));
  }
}
