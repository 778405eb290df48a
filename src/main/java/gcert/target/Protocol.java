package gcert.target;

import java.util.Locale;
import java.util.OptionalInt;

/** The protocols whose servers gcert can ask for a certificate, and how TLS starts in each. */
public enum Protocol {
  /** Mail transfer, RFC 5321 with STARTTLS of RFC 3207. */
  SMTP(25, Upgrade.SMTP),
  /** Message submission, RFC 6409 with STARTTLS. */
  SUBMISSION(587, Upgrade.SMTP),
  /** Message submission with implicit TLS, RFC 8314. */
  SMTPS(465, Upgrade.NONE),
  /** Local delivery, RFC 2033 with STARTTLS. */
  LMTP(24, Upgrade.LMTP),
  /** RFC 9051 with STARTTLS. */
  IMAP(143, Upgrade.IMAP),
  /** RFC 9051 with implicit TLS, RFC 8314. */
  IMAPS(993, Upgrade.NONE),
  /** RFC 1939 with STLS of RFC 2595. */
  POP3(110, Upgrade.POP3),
  /** RFC 1939 with implicit TLS, RFC 8314. */
  POP3S(995, Upgrade.NONE),
  /** ManageSieve, RFC 5804 with STARTTLS. */
  SIEVE(4190, Upgrade.SIEVE),
  /** Implicit TLS on a port that the target has to name. */
  TLS(0, Upgrade.NONE);

  /** How a connection gets from its first byte to the ClientHello. */
  public enum Upgrade {
    /** The ClientHello comes first. */
    NONE,
    /** Greeting, EHLO, STARTTLS. */
    SMTP,
    /** Greeting, LHLO, STARTTLS. */
    LMTP,
    /** Greeting, CAPABILITY, STARTTLS. */
    IMAP,
    /** Greeting, CAPA, STLS. */
    POP3,
    /** Greeting with capabilities, STARTTLS. */
    SIEVE
  }

  private final int defaultPort;
  private final Upgrade upgrade;

  Protocol(int defaultPort, Upgrade upgrade) {
    this.defaultPort = defaultPort;
    this.upgrade = upgrade;
  }

  /** The URL scheme, in lower case. */
  public String scheme() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The registered port, or empty where the target has to name one. */
  public OptionalInt defaultPort() {
    return defaultPort == 0 ? OptionalInt.empty() : OptionalInt.of(defaultPort);
  }

  /** How TLS starts. */
  public Upgrade upgrade() {
    return upgrade;
  }
}
