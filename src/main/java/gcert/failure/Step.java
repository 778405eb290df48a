package gcert.failure;

/** The steps of an exchange, in the order in which they happen. */
public enum Step {
  /** Reading a file or standard input. */
  READ("read"),
  /** Finding the addresses of a name. */
  LOOKUP("look-up"),
  /** Getting through a proxy. */
  PROXY("proxy"),
  /** The TCP connection. */
  CONNECT("connect"),
  /** Waiting for the server's first line. */
  GREETING("greeting"),
  /** EHLO and its reply (SMTP). */
  EHLO("EHLO"),
  /** LHLO and its reply (LMTP). */
  LHLO("LHLO"),
  /** CAPABILITY and its reply (IMAP). */
  CAPABILITY("CAPABILITY"),
  /** CAPA and its reply (POP3). */
  CAPA("CAPA"),
  /** The request to start TLS and its reply. */
  STARTTLS("STARTTLS"),
  /** The TLS handshake. */
  HANDSHAKE("TLS handshake"),
  /** A request over HTTP and its answer. */
  HTTP("HTTP"),
  /** Making something of what was seen: judging it, describing it. */
  PROCESSING("processing");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** The step as a message names it. */
  public String label() {
    return label;
  }
}
