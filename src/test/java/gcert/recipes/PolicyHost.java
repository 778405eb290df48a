package gcert.recipes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A web server with the MTA-STS policies of several domains (RFC 8461 section 3.2). */
final class PolicyHost implements AutoCloseable {
  private static final int HTTPS = 443;
  private static final String PATH = "/.well-known/mta-sts.txt";

  private final HttpsServer server;

  /**
   * Starts it.
   *
   * @param address where it listens
   * @param mailHosts the one mail host of each policy, by the name of the policy's host
   */
  PolicyHost(String address, TestCertificate certificate, Map<String, String> mailHosts)
      throws IOException {
    server = HttpsServer.create(new InetSocketAddress(address, HTTPS), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(ServerIdentity.of(certificate).sslContext()));
    server.createContext(PATH, exchange -> answer(exchange, mailHosts));
    server.start();
  }

  private static void answer(HttpExchange exchange, Map<String, String> mailHosts)
      throws IOException {
    String mailHost = mailHosts.get(exchange.getRequestHeaders().getFirst("Host"));
    String policy =
        "version: STSv1\r\nmode: enforce\r\nmx: " + mailHost + "\r\nmax_age: 604800\r\n";
    byte[] octets = policy.getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
