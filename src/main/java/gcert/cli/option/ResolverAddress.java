package gcert.cli.option;

import gcert.target.Host;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.target.TargetParser;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** Reads {@code --resolver}: the address of a DNS server, with or without a port. */
public final class ResolverAddress {
  private static final int DNS_PORT = 53;

  private ResolverAddress() {}

  public static InetSocketAddress parse(String text, OptionValues values) throws UsageException {
    try {
      Target target = new TargetParser(OptionalInt.of(DNS_PORT)).parse(text);
      if (target instanceof ServerTarget server
          && server.host() instanceof Host.Address address
          && !text.contains("://")) {
        return new InetSocketAddress(address.address(), server.port());
      }
    } catch (MalformedTargetException e) {
      // Told below, in the words of the option.
    }
    throw values.wrong("--resolver", text, "is not the address of a DNS server");
  }
}
