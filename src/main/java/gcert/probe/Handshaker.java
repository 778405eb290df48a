package gcert.probe;

import gcert.target.ServerTarget;
import gcert.tls.Authentication;
import gcert.tls.Observation;
import gcert.tls.ServerName;
import java.net.InetAddress;
import java.util.Optional;

/** Makes whole handshakes with servers that show their certificates to nobody else. */
public interface Handshaker {

  /**
   * Visits a server and takes leave.
   *
   * @param address the address to visit; empty takes the first that answers
   * @param name the server name to send
   * @param kind the only kind of key that the server may prove itself with
   */
  Observation visit(
      ServerTarget target, Optional<InetAddress> address, ServerName name, Authentication kind);
}
