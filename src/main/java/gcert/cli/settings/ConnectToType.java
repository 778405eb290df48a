package gcert.cli.settings;

import gcert.cli.option.InvalidValueException;
import gcert.cli.option.ValueType;
import gcert.net.ConnectTo;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code --connect-to HOST:PORT:ADDRESS:PORT}; an IPv6 address stands in brackets. */
final class ConnectToType implements ValueType<ConnectTo> {
  private static final String HOST = "(\\[[^\\[\\]]*\\]|[^:\\[\\]]*)";
  private static final String PORT = "(\\d{0,5})";
  private static final Pattern FORM = Pattern.compile(HOST + ":" + PORT + ":" + HOST + ":" + PORT);

  @Override
  public ConnectTo parse(String text) throws InvalidValueException {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new InvalidValueException("is not of the form HOST:PORT:ADDRESS:PORT");
    }
    try {
      Optional<String> host =
          parts.group(1).isEmpty()
              ? Optional.empty()
              : Optional.of(HostParser.parse(bare(parts.group(1))).text());
      if (HostParser.parse(bare(parts.group(3))) instanceof Host.Address address) {
        return new ConnectTo(host, port(parts.group(2)), address.address(), port(parts.group(4)));
      }
    } catch (MalformedTargetException e) {
      throw new InvalidValueException("names no host: " + e.getMessage());
    }
    throw new InvalidValueException("leads to no address: what stands third is an IP address");
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static OptionalInt port(String digits) throws InvalidValueException {
    if (digits.isEmpty()) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw new InvalidValueException("has a port outside 1 to 65535");
    }
    return OptionalInt.of(port);
  }
}
