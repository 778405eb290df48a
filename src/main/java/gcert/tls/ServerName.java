package gcert.tls;

import gcert.target.Host;
import java.util.Optional;
import java.util.function.Function;

/** What is sent as the Server Name Indication (RFC 6066 section 3). */
public sealed interface ServerName {

  /** The name for a host; empty sends none. */
  Optional<String> forHost(Host host);

  /**
   * The host's own name. An address literal is none, as section 3 has it: there the name counts by
   * which the certificate is judged, since a server of several names is asked for that one.
   *
   * @param expected the name to send to an address, A-labels; empty sends none
   */
  record OfHost(Optional<String> expected) implements ServerName {
    @Override
    public Optional<String> forHost(Host host) {
      return host instanceof Host.Name name ? Optional.of(name.text()) : expected;
    }
  }

  /** None. */
  record Omitted() implements ServerName {
    @Override
    public Optional<String> forHost(Host host) {
      return Optional.empty();
    }
  }

  /**
   * A name that was asked for.
   *
   * @param name A-labels
   */
  record Fixed(String name) implements ServerName {
    @Override
    public Optional<String> forHost(Host host) {
      return Optional.of(name);
    }
  }

  /**
   * Names that were found out for some hosts, such as TLSA base domains (RFC 7672 section 8.1).
   *
   * @param found the name for a host, A-labels; empty where none was found out
   * @param otherwise what is sent then
   */
  record FoundOut(Function<Host, Optional<String>> found, ServerName otherwise)
      implements ServerName {
    @Override
    public Optional<String> forHost(Host host) {
      Optional<String> name = found.apply(host);
      return name.isPresent() ? name : otherwise.forHost(host);
    }
  }
}
