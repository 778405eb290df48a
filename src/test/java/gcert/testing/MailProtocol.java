package gcert.testing;

import java.util.Locale;

/** What a well-behaved server of each protocol says. */
public enum MailProtocol {
  SMTP("220 mx.test ESMTP\r\n", "250-mx.test\r\n250-SIZE 1000\r\n250 STARTTLS\r\n"),
  LMTP("220 mx.test LMTP\r\n", "250-mx.test\r\n250 STARTTLS\r\n"),
  IMAP("* OK imap.test\r\n", "* CAPABILITY IMAP4rev1 STARTTLS\r\n"),
  POP3("+OK pop.test\r\n", "+OK\r\nSTLS\r\n.\r\n"),
  SIEVE("\"IMPLEMENTATION\" \"test\"\r\n\"STARTTLS\"\r\nOK\r\n", ""),
  /** TLS at once, and SMTP inside. */
  SMTPS("220 mx.test ESMTP\r\n", "250 mx.test\r\n");

  private final String greeting;
  private final String capabilities;

  MailProtocol(String greeting, String capabilities) {
    this.greeting = greeting;
    this.capabilities = capabilities;
  }

  /** The target's scheme. */
  public String scheme() {
    return name().toLowerCase(Locale.ROOT);
  }

  String greeting() {
    return greeting;
  }

  /** The moment that a command brings about, in plaintext or under TLS. */
  Moment moment(String command) {
    return switch (verb(command)) {
      case "EHLO", "LHLO", "CAPABILITY", "CAPA" -> Moment.HELLO;
      case "STARTTLS", "STLS" -> Moment.UPGRADE;
      default -> Moment.UNDER_TLS;
    };
  }

  boolean ends(String command) {
    String verb = verb(command);
    return verb.equals("QUIT") || verb.equals("LOGOUT");
  }

  /** The reply of a server that has nothing to hide. */
  String reply(String command) {
    boolean hello = moment(command) == Moment.HELLO;
    return switch (this) {
      case SMTP, LMTP, SMTPS -> hello ? capabilities : mailReply(verb(command));
      case IMAP -> (hello ? capabilities : "") + tag(command) + " OK done\r\n";
      case POP3 -> hello ? capabilities : "+OK\r\n";
      case SIEVE -> "OK\r\n";
    };
  }

  private static String mailReply(String verb) {
    return switch (verb) {
      case "MAIL", "RCPT", "NOOP" -> "250 ok\r\n";
      case "DATA" -> "354 go\r\n";
      case "QUIT" -> "221 bye\r\n";
      default -> "220 go\r\n";
    };
  }

  /** Whether a message follows behind the reply (RFC 5321 section 4.1.1.4). */
  boolean takesMessage(String command) {
    return (this == SMTP || this == SMTPS) && verb(command).equals("DATA");
  }

  private String verb(String command) {
    String text = this == IMAP ? command.substring(command.indexOf(' ') + 1) : command;
    int space = text.indexOf(' ');
    return (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
  }

  private static String tag(String command) {
    int space = command.indexOf(' ');
    return space < 0 ? "*" : command.substring(0, space);
  }
}
