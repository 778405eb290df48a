package gcert.servers;

import java.util.List;

/**
 * The recursive name server Unbound with zones of its own, on a port of 127.0.0.1.
 *
 * <p>It finds all answers in its zones, by the recursion by which it would find them elsewhere. No
 * datagram has more than 512 octets, so that larger answers go by TCP.
 */
final class Unbound implements AutoCloseable {
  private static final String CONFIGURATION = "/etc/gcert/unbound.conf";
  private static final String ZONE = "/etc/gcert/zone";

  private static final String SETTINGS =
      """
      server:
        interface: 127.0.0.1@%1$d
        port: %1$d
        username: ""
        chroot: ""
        directory: "/etc/gcert"
        pidfile: ""
        use-syslog: no
        do-ip6: no
        module-config: "iterator"
        max-udp-size: 512
        local-zone: "test." nodefault
        local-zone: "refused.test." always_refuse
      remote-control:
        control-enable: no
      auth-zone:
        name: "gcert.test"
        zonefile: "/etc/gcert/zone"
        for-downstream: no
        for-upstream: yes
      auth-zone:
        name: "broken.test"
        primary: 127.0.0.1@9
        for-downstream: no
        for-upstream: yes
        fallback-enabled: no
      """;

  private static final String HEAD =
      """
      $ORIGIN gcert.test.
      $TTL 60
      @ IN SOA ns hostmaster 1 3600 600 86400 60
      @ IN NS ns
      ns IN A 127.0.0.1
      """;

  private final ServerRoot root = new ServerRoot();
  private final int port = LoopbackPorts.free();

  /**
   * Configures it.
   *
   * @param records those of the zone {@code gcert.test}, in zone-file form; {@code broken.test} is
   *     a zone whose records it cannot get
   */
  Unbound(String records) {
    root.file(CONFIGURATION, SETTINGS.formatted(port)).file(ZONE, HEAD + records);
  }

  /** Starts it; returns when it can be reached. */
  void start() {
    root.start(List.of(port), "/usr/sbin/unbound", "-d", "-c", CONFIGURATION);
  }

  /** The value of {@code --resolver}. */
  String resolver() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    root.close();
  }
}
