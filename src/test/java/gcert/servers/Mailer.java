package gcert.servers;

/** A mail server that sends to {@code mx.example.net}, pinned as a page tells. */
interface Mailer {
  /** The page's file for {@code /etc/cron.d}. */
  String table();

  /** Starts it. */
  void start();

  /**
   * Sends a message to a mailbox, and waits until it is delivered or put off.
   *
   * @param mailbox one that no other message went to
   * @return whether it was delivered
   */
  boolean delivers(String mailbox);

  /** Whether a message to that mailbox was delivered. */
  boolean hasDelivered(String mailbox);

  /** Has it try what waits in its queue. */
  void flush();

  /** What it has logged. */
  String log();
}
