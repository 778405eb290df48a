package gcert.servers;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The recursive name server Unbound, which validates with DNSSEC, on port 53 of a loopback address.
 * It finds {@code test.} and all below it by recursion from one authoritative server.
 */
final class ValidatingUnbound implements AutoCloseable {
  private static final String CONFIGURATION = "/etc/gcert/unbound.conf";
  private static final String ANCHOR = "/etc/gcert/anchor";

  private static final String SETTINGS =
      """
      server:
        interface: %1$s@53
        username: ""
        chroot: ""
        directory: "/etc/gcert"
        pidfile: ""
        use-syslog: no
        do-ip6: no
        num-threads: 1
        module-config: "validator iterator"
        trust-anchor-file: "/etc/gcert/anchor"
        trust-anchor-signaling: no
        do-not-query-localhost: no
        local-zone: "test." nodefault
        val-log-level: 2
      remote-control:
        control-enable: no
      stub-zone:
        name: "test"
        stub-addr: %2$s@53
      """;

  private final ServerRoot root = new ServerRoot();
  private final String address;

  /**
   * Configures it.
   *
   * @param address the loopback address that it answers at
   * @param authority that of a server of {@code test.}
   * @param anchor the DNSKEY record of {@code test.}
   */
  ValidatingUnbound(String address, String authority, String anchor) {
    this.address = address;
    root.file(CONFIGURATION, SETTINGS.formatted(address, authority)).file(ANCHOR, anchor);
  }

  /** Starts it; returns when it can be reached. */
  void start() {
    root.startAt(
        List.of(new InetSocketAddress(address, 53)),
        "/usr/sbin/unbound",
        "-d",
        "-c",
        CONFIGURATION);
  }

  /** Forgets what it has been told. */
  void forget() {
    long before = starts();
    root.reload();
    Patience.await(() -> starts() > before, () -> "it does not start anew: " + root.output());
  }

  private long starts() {
    return root.output().lines().filter(line -> line.contains("start of service")).count();
  }

  /** The value of {@code --resolver}. */
  String resolver() {
    return address;
  }

  @Override
  public void close() {
    root.close();
  }
}
