package gcert.servers;

import java.util.List;

/** A Postfix with the lines for {@code main.cf} of the page. */
final class PinnedPostfix implements Mailer {
  static final String LOG = "/var/log/postfix.log";

  private static final String MAIN =
      Postfix.SENDER
          + """
      smtp_host_lookup = native
      smtp_tls_loglevel = 1
      smtp_connection_cache_on_demand = no
      smtp_tls_connection_reuse = no
      minimal_backoff_time = 1h
      """;

  private static final String SERVICES =
      """
      pickup   unix        n - n 60    1 pickup
      cleanup  unix        n - n -     0 cleanup
      qmgr     unix        n - n 300   1 qmgr
      flush    unix        n - n 1000? 0 flush
      tlsmgr   unix        - - n 1000? 1 tlsmgr
      rewrite  unix        - - n -     - trivial-rewrite
      bounce   unix        - - n -     0 bounce
      defer    unix        - - n -     0 bounce
      trace    unix        - - n -     0 bounce
      error    unix        - - n -     - error
      retry    unix        - - n -     - error
      proxymap unix        - - n -     - proxymap
      anvil    unix        - - n -     1 anvil
      showq    unix        n - n -     - showq
      postlog  unix-dgram  n - n -     1 postlogd
      smtp     unix        - - n -     - smtp
      """;

  private final ServerRoot root;
  private final HowTo page;
  private final int entrance = LoopbackPorts.free();

  /**
   * Takes a root for it.
   *
   * @param page the page for Postfix
   */
  PinnedPostfix(ServerRoot root, HowTo page) {
    this.root = root;
    this.page = page;
  }

  @Override
  public String table() {
    return page.file("/etc/cron.d/gcert-pins");
  }

  @Override
  public void start() {
    Postfix.spool(root)
        .file("/etc/postfix/main.cf", MAIN + page.file("/etc/postfix/pins.cf"))
        .file("/etc/postfix/master.cf", SERVICES + entrance + " inet n - n - - smtpd\n")
        .start(List.of(entrance), "/usr/lib/postfix/sbin/master", "-d", "-c", "/etc/postfix");
  }

  @Override
  public boolean delivers(String mailbox) {
    Submission.send(entrance, List.of(mailbox + "@example.net"));
    Patience.await(
        () -> hasDelivered(mailbox) || isLogged(mailbox, "deferred"), () -> mailbox + log());
    return hasDelivered(mailbox);
  }

  @Override
  public boolean hasDelivered(String mailbox) {
    return isLogged(mailbox, "sent");
  }

  private boolean isLogged(String mailbox, String status) {
    return log()
        .lines()
        .anyMatch(
            line ->
                line.contains("to=<" + mailbox + "@example.net>")
                    && line.contains(" status=" + status + " "));
  }

  @Override
  public void flush() {
    root.call("/usr/sbin/postfix", "flush");
  }

  @Override
  public String log() {
    return root.text(LOG) + root.output();
  }
}
