package gcert.run;

/** How the servers are found that a target stands for. */
public enum Discovery {
  /** The target names the server. */
  HOST,
  /** The target names a mail domain: its MX hosts (RFC 5321 section 5.1). */
  MX,
  /** The target names a mail domain: the servers for its users' mail programs (RFC 6186). */
  SRV
}
