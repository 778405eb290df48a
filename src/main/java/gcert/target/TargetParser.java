package gcert.target;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of targets: {@code HOST}, {@code HOST:PORT}, {@code [v6]:PORT}, a URL whose scheme
 * says how TLS starts, {@code file:PATH}, a path with a slash in it, and {@code -} for standard
 * input. A server may be followed by a comma and the name that it goes by: {@code
 * 192.0.2.1:25,mx.example.net}.
 *
 * <p>Without a scheme the port decides: 465, 993 and 995 mean implicit TLS, 24, 110, 143 and 4190
 * the protocol registered there, every other port SMTP with STARTTLS.
 */
public final class TargetParser {

  private final OptionalInt defaultPort;

  /**
   * Makes a parser.
   *
   * @param defaultPort the port of targets that name none, in place of their protocol's own
   */
  public TargetParser(OptionalInt defaultPort) {
    this.defaultPort = defaultPort;
  }

  /**
   * Reads one target.
   *
   * @param text what the user wrote; surrounding white space is dropped
   * @throws MalformedTargetException when it is not a target
   */
  public Target parse(String text) throws MalformedTargetException {
    String trimmed = text.strip();
    if (trimmed.equals("-")) {
      return new FileTarget(trimmed, Optional.empty());
    }
    if (startsWithIgnoringCase(trimmed, "file:")) {
      return file(trimmed);
    }
    if (isPath(trimmed)) {
      return new FileTarget(trimmed, Optional.of(path(trimmed, trimmed)));
    }
    return server(trimmed);
  }

  /** No host has a slash in it. */
  private static boolean isPath(String text) {
    return text.indexOf("://") < 0
        && (text.indexOf('/') >= 0 || text.indexOf(File.separatorChar) >= 0);
  }

  private static FileTarget file(String text) throws MalformedTargetException {
    String path = text.substring("file:".length());
    if (path.startsWith("///")) {
      path = path.substring(2);
    }
    if (path.isEmpty()) {
      throw new MalformedTargetException("'file:' names no file; write file:PATH");
    }
    return new FileTarget(text, Optional.of(path(path, text)));
  }

  private static Path path(String path, String text) throws MalformedTargetException {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new MalformedTargetException(QuotedText.of(text) + " is not a path on this system");
    }
  }

  /**
   * Whether a word stands for one port, by a number or a scheme, so that no default applies.
   *
   * @throws MalformedTargetException when it is no target
   */
  public static boolean namesPort(String word) throws MalformedTargetException {
    return word.contains("://")
        || (new TargetParser(OptionalInt.of(1)).parse(word) instanceof ServerTarget one
            && new TargetParser(OptionalInt.of(2)).parse(word) instanceof ServerTarget other
            && one.port() == other.port());
  }

  private ServerTarget server(String text) throws MalformedTargetException {
    int mark = text.indexOf("://");
    Protocol named = mark < 0 ? null : protocol(text.substring(0, mark));
    String authority = mark < 0 ? text : text.substring(mark + 3);
    if (named != null && authority.endsWith("/")) {
      authority = authority.substring(0, authority.length() - 1);
    }
    refuseUser(authority);
    refusePath(authority, named);
    Optional<Host.Name> name = Optional.empty();
    int comma = authority.indexOf(',');
    if (comma >= 0) {
      name = Optional.of(name(authority.substring(comma + 1), text));
      authority = authority.substring(0, comma).strip();
    }
    HostAndPort parts = split(authority, text);
    Host host = HostParser.parse(parts.host());
    OptionalInt port = parts.port().isPresent() ? parts.port() : defaultPort;
    Protocol protocol = named != null ? named : byPort(port);
    if (port.isEmpty()) {
      port = protocol.defaultPort();
    }
    if (port.isEmpty()) {
      throw new MalformedTargetException(
          QuotedText.of(text) + " names no port; write " + protocol.scheme() + "://HOST:PORT");
    }
    return new ServerTarget(text, host, port.getAsInt(), protocol, name);
  }

  /** What stands before the sign may be a password, and is not repeated. */
  private static void refuseUser(String authority) throws MalformedTargetException {
    int at = authority.lastIndexOf('@');
    if (at < 0) {
      return;
    }
    String rest = authority.substring(at + 1);
    String user = authority.substring(0, at);
    boolean mailAddress = user.indexOf(':') < 0 && rest.indexOf(':') < 0 && !rest.isEmpty();
    throw new MalformedTargetException(
        "a target has no user name: '…@"
            + QuotedText.of(rest).substring(1)
            + (mailAddress
                ? "; for the mail hosts of a domain, write --mx DOMAIN"
                : "; leave out what stands before the @"));
  }

  private static void refusePath(String authority, @Nullable Protocol named)
      throws MalformedTargetException {
    for (int i = 0; i < authority.length(); i++) {
      if ("/?#".indexOf(authority.charAt(i)) >= 0) {
        throw new MalformedTargetException(
            "a target has no path; write "
                + QuotedText.of(
                    (named == null ? "" : named.scheme() + "://") + authority.substring(0, i)));
      }
    }
  }

  private static Host.Name name(String after, String text) throws MalformedTargetException {
    String name = after.strip();
    if (name.indexOf(',') >= 0) {
      throw new MalformedTargetException(
          QuotedText.of(text) + " has more than one comma; write HOST:PORT,NAME");
    }
    if (HostParser.parse(name) instanceof Host.Name known) {
      return known;
    }
    throw new MalformedTargetException(
        QuotedText.of(name) + " is an address; after the comma stands the name of the server");
  }

  private static Protocol protocol(String scheme) throws MalformedTargetException {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.scheme().equalsIgnoreCase(scheme)) {
        return protocol;
      }
    }
    StringBuilder known = new StringBuilder();
    for (Protocol protocol : Protocol.values()) {
      known.append(known.isEmpty() ? "" : ", ").append(protocol.scheme());
    }
    throw new MalformedTargetException(
        "unknown scheme " + QuotedText.of(scheme) + "; known are " + known);
  }

  private static Protocol byPort(OptionalInt port) {
    return switch (port.orElse(25)) {
      case 24 -> Protocol.LMTP;
      case 110 -> Protocol.POP3;
      case 143 -> Protocol.IMAP;
      case 465 -> Protocol.SMTPS;
      case 587 -> Protocol.SUBMISSION;
      case 993 -> Protocol.IMAPS;
      case 995 -> Protocol.POP3S;
      case 4190 -> Protocol.SIEVE;
      default -> Protocol.SMTP;
    };
  }

  private record HostAndPort(String host, OptionalInt port) {}

  private static HostAndPort split(String authority, String text) throws MalformedTargetException {
    if (authority.startsWith("[")) {
      int close = authority.indexOf(']');
      if (close < 0) {
        throw new MalformedTargetException(QuotedText.of(text) + " lacks the closing bracket");
      }
      String rest = authority.substring(close + 1);
      if (!rest.isEmpty() && !rest.startsWith(":")) {
        throw new MalformedTargetException(
            QuotedText.of(text) + " has text between ']' and the port");
      }
      return new HostAndPort(
          authority.substring(0, close + 1),
          rest.isEmpty() ? OptionalInt.empty() : port(rest.substring(1), text));
    }
    int colon = authority.indexOf(':');
    if (colon < 0) {
      return new HostAndPort(authority, OptionalInt.empty());
    }
    if (authority.indexOf(':', colon + 1) >= 0) {
      return new HostAndPort("[" + authority + "]", OptionalInt.empty());
    }
    return new HostAndPort(
        authority.substring(0, colon), port(authority.substring(colon + 1), text));
  }

  private static OptionalInt port(String digits, String text) throws MalformedTargetException {
    int port = 0;
    for (int i = 0; i < digits.length() && port <= 65535; i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        port = 0;
        break;
      }
      port = port * 10 + (c - '0');
    }
    if (port < 1 || port > 65535) {
      throw new MalformedTargetException(
          "the port of " + QuotedText.of(text) + " is not a number from 1 to 65535");
    }
    return OptionalInt.of(port);
  }

  private static boolean startsWithIgnoringCase(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
