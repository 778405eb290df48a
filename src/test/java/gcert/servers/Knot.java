package gcert.servers;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * The authoritative name server Knot DNS on port 53 of a loopback address, with the zones that it
 * is given: signed before, and served as they are, right or wrong.
 */
final class Knot implements AutoCloseable {
  private static final String CONFIGURATION = "/etc/gcert/knot.conf";
  private static final String ZONES = "/etc/gcert/zones/";

  private static final String SETTINGS =
      """
      server:
        listen: %s@53
        rundir: /run
        user: root:root
        udp-workers: 1
        tcp-workers: 1
        background-workers: 1
      log:
        - target: stdout
          any: info
      database:
        storage: /var/lib
      template:
        - id: default
          storage: /etc/gcert/zones
          file: "%%s"
          semantic-checks: off
          journal-content: none
          zonefile-load: whole
          zonefile-sync: -1
      zone:
      """;

  private final ServerRoot root = new ServerRoot();
  private final String address;

  /** Configures it for a loopback address. */
  Knot(String address) {
    this.address = address;
  }

  /** Starts it with zones by name; returns when it can be reached. */
  void start(Map<String, String> zones) {
    StringBuilder settings = new StringBuilder(SETTINGS.formatted(address));
    zones.forEach(
        (name, text) -> {
          root.file(ZONES + name, text);
          settings.append("  - domain: ").append(name).append('\n');
        });
    root.file(CONFIGURATION, settings.toString())
        .startAt(
            List.of(new InetSocketAddress(address, 53)), "/usr/sbin/knotd", "-c", CONFIGURATION);
    loaded(zones.size());
  }

  /**
   * Serves other zones from now on, with greater serial numbers.
   *
   * @param zones some of those that it was started with
   */
  void replace(Map<String, String> zones) {
    long before = loads();
    zones.forEach((name, text) -> root.file(ZONES + name, text));
    root.reload();
    loaded(before + zones.size());
  }

  private void loaded(long count) {
    Patience.await(() -> loads() >= count, () -> "not all zones are loaded: " + root.output());
  }

  private long loads() {
    return root.output().lines().filter(line -> line.contains("loaded, serial")).count();
  }

  @Override
  public void close() {
    root.close();
  }
}
