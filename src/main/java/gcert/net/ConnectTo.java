package gcert.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where to connect in place of a host and port that are named: a server that DNS does not point to
 * yet, or one behind another port. Names to send and to check stay as they are.
 *
 * @param host the host, in the text of {@link gcert.target.Host}; empty for any
 * @param port the port; empty for any
 * @param address the address to connect to instead
 * @param otherPort the port to connect to instead; empty for the same
 */
public record ConnectTo(
    Optional<String> host, OptionalInt port, InetAddress address, OptionalInt otherPort) {

  /** Where a connection goes instead; empty when this is not about it. */
  public Optional<InetSocketAddress> instead(String namedHost, int namedPort) {
    boolean applies =
        host.map(namedHost::equals).orElse(true)
            && (port.isEmpty() || port.getAsInt() == namedPort);
    return applies
        ? Optional.of(new InetSocketAddress(address, otherPort.orElse(namedPort)))
        : Optional.empty();
  }
}
