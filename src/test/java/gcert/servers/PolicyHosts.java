package gcert.servers;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import gcert.testing.ServerIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The web servers with the MTA-STS policies of some domains, all at port 443 of one address. */
final class PolicyHosts implements AutoCloseable {
  private final HttpsServer server;

  /**
   * Starts them.
   *
   * @param policies the text of each policy by the domain's name
   */
  PolicyHosts(String address, ServerIdentity identity, Map<String, String> policies)
      throws IOException {
    server = HttpsServer.create(new InetSocketAddress(address, 443), 50);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.sslContext()));
    server.createContext(
        "/.well-known/mta-sts.txt",
        exchange -> {
          String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
          String policy = policies.getOrDefault(host.replaceFirst("^mta-sts\\.", ""), "");
          byte[] octets = policy.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(policy.isEmpty() ? 404 : 200, octets.length);
          exchange.getResponseBody().write(octets);
          exchange.close();
        });
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
