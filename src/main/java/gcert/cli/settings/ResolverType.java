package gcert.cli.settings;

import gcert.cli.option.InvalidValueException;
import gcert.cli.option.ValueType;
import gcert.target.Host;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.target.TargetParser;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** Reads {@code --resolver}: the address of a DNS server, with or without a port. */
final class ResolverType implements ValueType<InetSocketAddress> {
  private static final int DNS_PORT = 53;

  @Override
  public InetSocketAddress parse(String text) throws InvalidValueException {
    try {
      Target target = new TargetParser(OptionalInt.of(DNS_PORT)).parse(text);
      if (target instanceof ServerTarget server
          && server.host() instanceof Host.Address address
          && !text.contains("://")) {
        return new InetSocketAddress(address.address(), server.port());
      }
    } catch (MalformedTargetException e) {
      // Reported below, in the words of the option.
    }
    throw new InvalidValueException("is not the address of a DNS server");
  }
}
