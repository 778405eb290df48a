package gcert.servers;

import java.util.List;

/** An Exim that sends all mail by the transport of the page. */
final class PinnedExim implements Mailer {
  static final String LOG = "/var/spool/exim4/mainlog";

  private static final int EXIM = 903;
  private static final String CONFIGURATION =
      """
      primary_hostname = sender.invalid
      daemon_smtp_ports = %d
      local_interfaces = 127.0.0.1
      spool_directory = /var/spool/exim4
      log_file_path = /var/spool/exim4/%%slog
      pid_file_path = /var/spool/exim4/exim.pid
      log_selector = +tls_certificate_verified
      keep_environment =
      host_lookup =
      rfc1413_hosts =
      acl_smtp_rcpt = anybody

      begin acl
      anybody:
        accept

      begin routers
      all:
        driver = manualroute
        route_list = * mx.example.net::25 byname
        self = send
        transport = smarthost

      begin transports
      %s
      begin retry
      * * F,2h,1h
      """;

  private final ServerRoot root;
  private final HowTo page;
  private final int entrance = LoopbackPorts.free();

  /**
   * Takes a root for it.
   *
   * @param page the page for Exim
   */
  PinnedExim(ServerRoot root, HowTo page) {
    this.root = root;
    this.page = page;
  }

  @Override
  public String table() {
    return page.file("/etc/cron.d/gcert-pins");
  }

  @Override
  public void start() {
    root.directory("/var/spool/exim4", EXIM, EXIM)
        .file(
            "/etc/exim4/exim4.conf",
            CONFIGURATION.formatted(entrance, page.file("/etc/exim4/pinned-transport")))
        .start(List.of(entrance), "/usr/sbin/exim4", "-bdf");
  }

  @Override
  public boolean delivers(String mailbox) {
    Submission.send(entrance, List.of(mailbox + "@example.net"));
    Patience.await(
        () -> hasDelivered(mailbox) || log().contains("== " + mailbox + "@example.net "),
        () -> mailbox + log());
    return hasDelivered(mailbox);
  }

  @Override
  public boolean hasDelivered(String mailbox) {
    return log().contains("=> " + mailbox + "@example.net ");
  }

  @Override
  public void flush() {
    root.call("/usr/sbin/exim4", "-qff");
  }

  @Override
  public String log() {
    return root.text(LOG) + root.output();
  }
}
