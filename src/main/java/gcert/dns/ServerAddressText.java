package gcert.dns;

import gcert.target.Host;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.SimpleResolver;

/** The addresses of name servers as messages name them: the port is left out where it is usual. */
final class ServerAddressText {
  private ServerAddressText() {}

  /** {@code 192.0.2.1 or 192.0.2.2}. */
  static String of(List<InetSocketAddress> servers) {
    List<String> all = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      all.add(of(server));
    }
    return String.join(" or ", all);
  }

  /** {@code 192.0.2.1}, {@code [2001:db8::1]:5353}. */
  static String of(InetSocketAddress server) {
    String address = Host.Address.of(server.getAddress()).text();
    boolean usual = server.getPort() == SimpleResolver.DEFAULT_PORT;
    String host = !usual && address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    return usual ? host : host + ":" + server.getPort();
  }
}
