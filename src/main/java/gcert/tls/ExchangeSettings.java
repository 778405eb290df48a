package gcert.tls;

import gcert.net.DialSettings;
import gcert.starttls.StartTls;
import java.time.Duration;
import java.util.Optional;

/**
 * How an exchange is carried out.
 *
 * @param dial how the connection is made
 * @param timeout the budget for the whole exchange, from the look-up to the end of the handshake
 * @param serverName the Server Name Indication
 * @param helo how the client introduces itself in SMTP and LMTP: a domain name or an address
 *     literal; empty takes {@link HeloName the machine's own}
 * @param startTls when a server is asked to start TLS
 */
public record ExchangeSettings(
    DialSettings dial,
    Duration timeout,
    ServerName serverName,
    Optional<String> helo,
    StartTls startTls) {

  /** TLS is asked for where it is announced. */
  public ExchangeSettings(
      DialSettings dial, Duration timeout, ServerName serverName, Optional<String> helo) {
    this(dial, timeout, serverName, helo, StartTls.AUTO);
  }

  /** 30 s, the host's own name as the server name, the machine's own name in EHLO. */
  public static ExchangeSettings defaults() {
    return new ExchangeSettings(
        DialSettings.defaults(),
        Duration.ofSeconds(30),
        new ServerName.OfHost(Optional.empty()),
        Optional.empty());
  }
}
