package gcert.servers;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Postfix with as many services as a test asks for, each on a port of its own.
 *
 * <p>Configure, then {@link #start()}. Certificates are those that were installed in {@link
 * #root()}; {@code /etc/mailtls/mx.pem} is the one of services that say nothing else.
 */
final class Postfix implements AutoCloseable {

  /** What {@code main.cf} of one begins with that only sends. */
  static final String SENDER =
      """
      compatibility_level = 3.6
      myhostname = sender.invalid
      mydestination =
      mynetworks = 127.0.0.0/8
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      queue_directory = /var/spool/postfix
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      data_directory = /var/lib/postfix
      maillog_file = /var/log/postfix.log
      alias_maps =
      notify_classes =
      smtpd_relay_restrictions = permit_mynetworks, reject
      """;

  private static final String LOG = "/var/log/postfix.log";
  private static final int SMTP = 25;
  private static final int POSTFIX = 901;
  private static final int POSTDROP = 902;
  private static final List<String> QUEUES =
      List.of(
          "active",
          "bounce",
          "corrupt",
          "defer",
          "deferred",
          "flush",
          "hold",
          "incoming",
          "private",
          "saved",
          "trace");

  private static final String MAIN =
      """
      compatibility_level = 3.6
      myhostname = mx.test
      mydestination =
      inet_interfaces = 127.0.0.1
      queue_directory = /var/spool/postfix
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      data_directory = /var/lib/postfix
      maillog_file = /var/log/postfix.log
      alias_maps =
      notify_classes =
      postscreen_cache_map =
      postscreen_access_list =
      smtpd_relay_restrictions = reject
      smtpd_tls_chain_files = /etc/mailtls/mx.pem
      smtpd_tls_security_level = may
      smtpd_tls_loglevel = 1
      """;

  private static final String INTERNAL_SERVICES =
      """
      smtpd    pass        - - n -     - smtpd
      cleanup  unix        n - n -     0 cleanup
      tlsmgr   unix        - - n 1000? 1 tlsmgr
      anvil    unix        - - n -     1 anvil
      dnsblog  unix        - - n -     0 dnsblog
      tlsproxy unix        - - n -     0 tlsproxy
      rewrite  unix        - - n -     - trivial-rewrite
      proxymap unix        - - n -     - proxymap
      qmgr     unix        n - n 300   1 qmgr
      postlog  unix-dgram  n - n -     1 postlogd
      """;

  private final ServerRoot root = new ServerRoot();
  private final StringBuilder services = new StringBuilder(INTERNAL_SERVICES);
  private final List<InetSocketAddress> places = new ArrayList<>();
  private String protocols = "ipv4";

  ServerRoot root() {
    return root;
  }

  /**
   * Adds an SMTP service.
   *
   * @param name how the log calls it
   * @param options as in {@code main.cf}, one a string: {@code parameter=value}
   * @return its port
   */
  int smtpd(String name, String... options) {
    return service(name, "-", "smtpd", options);
  }

  /**
   * Adds SMTP services at several addresses, all on one port. Service number {@code i} shows {@code
   * /etc/mailtls/mx{i}.pem} as it is at the moment of the connection.
   *
   * @param addresses {@code 127.0.0.1} last: a service there says that all the others listen
   * @return their port
   */
  int smtpdAt(List<String> addresses) {
    int port = LoopbackPorts.free();
    protocols = "all";
    for (int i = 0; i < addresses.size(); i++) {
      showing(i, addresses.get(i), port, "");
    }
    places.add(new InetSocketAddress("127.0.0.1", port));
    return port;
  }

  /**
   * Adds mail hosts at these addresses, on port 25: they take all mail and discard it. Number
   * {@code i} shows {@code /etc/mailtls/mx{i}.pem} as it is at the moment of the connection.
   */
  void mailHostsAt(List<String> addresses) {
    for (int i = 0; i < addresses.size(); i++) {
      showing(
          i,
          addresses.get(i),
          SMTP,
          " -o mynetworks=127.0.0.0/8 -o smtpd_relay_restrictions=permit_mynetworks,reject"
              + " -o smtpd_recipient_restrictions=check_recipient_access,static:discard");
      places.add(new InetSocketAddress(addresses.get(i), SMTP));
    }
  }

  private void showing(int number, String address, int port, String options) {
    services.append(address.indexOf(':') >= 0 ? "[" + address + "]" : address);
    services.append(":" + port + " inet n - n - - smtpd -o syslog_name=postfix/mx" + number);
    // A process of its own for each connection, so that none has an older certificate in memory.
    services.append(" -o max_use=1 -o smtpd_tls_chain_files=/etc/mailtls/mx" + number + ".pem");
    services.append(options).append('\n');
  }

  /** Adds the service that has a client wait, and turns away one that speaks first. */
  int postscreen(String name, String... options) {
    return service(name, "1", "postscreen", options);
  }

  private int service(String name, String processes, String program, String... options) {
    int port = LoopbackPorts.free();
    services.append(port + " inet n - n - " + processes + " " + program);
    services.append(" -o syslog_name=postfix/" + name);
    for (String option : options) {
      services.append(" -o {" + option + "}");
    }
    services.append('\n');
    places.add(new InetSocketAddress("127.0.0.1", port));
    return port;
  }

  /** Makes the directories that Postfix expects, with their owners. */
  static ServerRoot spool(ServerRoot root) {
    QUEUES.forEach(queue -> root.directory("/var/spool/postfix/" + queue, POSTFIX, 0));
    return root.directory("/var/spool/postfix/pid", 0, 0)
        .directory("/var/spool/postfix/public", POSTFIX, POSTDROP)
        .directory("/var/spool/postfix/maildrop", POSTFIX, POSTDROP)
        .directory("/var/lib/postfix", POSTFIX, POSTFIX);
  }

  /** Starts it; returns when all services can be reached. */
  void start() {
    spool(root)
        .file("/etc/postfix/main.cf", MAIN + "inet_protocols = " + protocols + "\n")
        .file("/etc/postfix/master.cf", services.toString())
        .startAt(places, "/usr/lib/postfix/sbin/master", "-d", "-c", "/etc/postfix");
  }

  /**
   * What a service has logged of its connections, once it has logged the end of as many.
   *
   * @param connections how many connections were made to it
   */
  List<String> log(String service, int connections) {
    Patience.await(
        () -> ended(service) >= connections,
        () -> service + " has logged no disconnect: " + root.text(LOG) + root.output());
    return lines(service);
  }

  private long ended(String service) {
    return lines(service).stream().filter(line -> line.contains(": disconnect from ")).count();
  }

  private List<String> lines(String service) {
    return root.text(LOG).lines().filter(line -> line.contains("/" + service + "/")).toList();
  }

  @Override
  public void close() {
    root.close();
  }
}
