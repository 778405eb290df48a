package gcert.starttls;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The protocol that what a server says looks like, to say more than "not this protocol". */
public enum RecognizedProtocol {
  /** A TLS record: alert or handshake (RFC 8446 section 5.1). */
  TLS("TLS"),
  /** RFC 9112. */
  HTTP("HTTP"),
  /** RFC 4253 section 4.2. */
  SSH("SSH"),
  /** RFC 9051. */
  IMAP("IMAP"),
  /** RFC 1939. */
  POP3("POP3"),
  /** RFC 5804. */
  SIEVE("ManageSieve"),
  /** RFC 2033: SMTP's replies, and the word in the greeting. */
  LMTP("LMTP"),
  /** RFC 959: SMTP's replies, and the word in the greeting. */
  FTP("FTP"),
  /** RFC 3977. */
  NNTP("NNTP"),
  /** RFC 5321. */
  SMTP("SMTP");

  private final String label;

  RecognizedProtocol(String label) {
    this.label = label;
  }

  /** The protocol's name. */
  public String label() {
    return label;
  }

  /** Whether an octet is the content type of a TLS record; no text protocol begins with one. */
  static boolean beginsRecord(byte first) {
    return first >= 20 && first <= 23;
  }

  /** Guesses; empty when nothing fits. */
  public static Optional<RecognizedProtocol> of(byte[] start) {
    if (start.length >= 2 && beginsRecord(start[0]) && start[1] == 3) {
      return Optional.of(TLS);
    }
    int length = Math.min(start.length, 32);
    String text =
        new String(start, 0, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    if (text.startsWith("HTTP/") || text.startsWith("<HTML") || text.startsWith("<!DOCTYPE")) {
      return Optional.of(HTTP);
    }
    if (text.startsWith("SSH-")) {
      return Optional.of(SSH);
    }
    if (text.startsWith("* OK") || text.startsWith("* PREAUTH") || text.startsWith("* BYE")) {
      return Optional.of(IMAP);
    }
    if (text.startsWith("+OK") || text.startsWith("-ERR")) {
      return Optional.of(POP3);
    }
    if (text.startsWith("\"IMPLEMENTATION\"")) {
      return Optional.of(SIEVE);
    }
    return isReply(text) ? Optional.of(SMTP) : Optional.empty();
  }

  /**
   * Guesses by the greeting of a server whose replies are like those of SMTP.
   *
   * @param code the reply code
   * @param text the greeting
   */
  static Optional<RecognizedProtocol> ofGreeting(int code, String text) {
    if (code == 200 || code == 201) {
      return Optional.of(NNTP);
    }
    String upper = text.toUpperCase(Locale.ROOT);
    if (hasWord(upper, "LMTP")) {
      return Optional.of(LMTP);
    }
    boolean ftp = hasWord(upper, "FTP") || hasWord(upper, "FTPD") || upper.contains("FTP SERVER");
    return ftp && !upper.contains("SMTP") ? Optional.of(FTP) : Optional.empty();
  }

  private static boolean hasWord(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
      at = text.indexOf(word, end);
    }
    return false;
  }

  /** The scheme of targets that are spoken to in this protocol; empty where there is none. */
  public Optional<String> scheme() {
    return switch (this) {
      case IMAP, POP3, SIEVE, LMTP, SMTP -> Optional.of(name().toLowerCase(Locale.ROOT));
      case TLS, HTTP, SSH, FTP, NNTP -> Optional.empty();
    };
  }

  private static boolean isReply(String text) {
    if (text.length() < 4 || text.charAt(0) < '2' || text.charAt(0) > '5') {
      return false;
    }
    char separator = text.charAt(3);
    return Character.isDigit(text.charAt(1))
        && Character.isDigit(text.charAt(2))
        && (separator == ' ' || separator == '-' || separator == '\r' || separator == '\n');
  }
}
