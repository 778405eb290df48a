package gcert.app;

import gcert.target.Host;
import java.util.List;

/** The hosts of Google, whose certificates end in the roots that Google itself publishes. */
final class GoogleHosts {
  private static final List<String> DOMAINS =
      List.of("google.com", "gmail.com", "googlemail.com", "1e100.net");

  private GoogleHosts() {}

  /** Whether a host is one of these domains or below one. */
  static boolean include(Host host) {
    if (!(host instanceof Host.Name)) {
      return false;
    }
    String name = host.text();
    for (String domain : DOMAINS) {
      if (name.equals(domain) || name.endsWith("." + domain)) {
        return true;
      }
    }
    return false;
  }
}
