package gcert.run;

import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Visits servers in another way than by a whole exchange on a worker's thread. Safe for use by many
 * threads.
 */
public interface Visitor {

  /**
   * Begins a visit, and returns without waiting for it.
   *
   * @param addresses those of the server, at least one
   * @param spent what look-ups have used of the time for the visit
   * @param seen takes what was seen, once, on any thread, when the connection is closed
   */
  void visit(
      ServerTarget server, List<InetAddress> addresses, Duration spent, Consumer<Observation> seen);
}
