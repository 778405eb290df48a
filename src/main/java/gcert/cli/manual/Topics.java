package gcert.cli.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code gcert help} explains besides the commands. */
public final class Topics {
  private static final Map<String, Map<String, String>> TOPICS = new LinkedHashMap<>();

  static {
    TOPICS.put("exit-codes", exitCodes());
    TOPICS.put(
        "targets",
        terms(
            "HOST, HOST:PORT, [IPv6]:PORT",
            "A server that speaks SMTP and starts TLS with STARTTLS; port 25 unless named.",
            "submission://HOST",
            "SMTP on port 587.",
            "smtps://HOST",
            "SMTP with implicit TLS (RFC 8314) on port 465.",
            "lmtp://HOST:PORT",
            "LMTP with STARTTLS.",
            "imap://HOST, pop3://HOST, sieve://HOST",
            "IMAP, POP3 or ManageSieve with STARTTLS, on ports 143, 110 and 4190.",
            "imaps://HOST, pop3s://HOST",
            "The same with implicit TLS, on ports 993 and 995.",
            "tls://HOST:PORT",
            "Any server with implicit TLS.",
            "PATH, file:PATH, -",
            "A file of certificates, or standard input, for the commands that take files: PEM, DER,"
                + " PKCS#7, PKCS#12 or JKS.",
            "--mx DOMAIN",
            "The mail hosts of a domain, by its MX records.",
            "--gmail",
            "The hosts of Gmail.",
            "--input FILE",
            "Targets from a list, one per line; # begins a comment."));
    TOPICS.put(
        "root-sets",
        terms(
            "bundled",
            "The roots that Google publishes for its services, as they came with gcert, or the copy"
                + " made by 'gcert roots update' if that is newer.",
            "builtin",
            "The roots as they came with gcert.",
            "system",
            "The roots of the operating system, or those in SSL_CERT_FILE.",
            "FILE",
            "The certificates in a file. --roots may be repeated: every set is trusted then."));
    TOPICS.put(
        "times",
        terms(
            "500ms, 30s, 2m, 1h, 14d",
            "A duration. Where it is a time-out, a number alone means seconds.",
            "20%",
            "A share of the lifetime of a certificate, for --expires-within.",
            "2026-11-21, 2026-11-21T08:00:00Z, @1795248000",
            "A point in time, for --at; in UTC unless it has an offset."));
    TOPICS.put(
        "configuration",
        terms(
            "--option VALUE",
            "The command line comes first.",
            "GCERT_OPTION=VALUE",
            "Then the environment, with underscores for hyphens: GCERT_CONNECT_TIMEOUT=5s. Flags"
                + " take true or false; options that may be repeated take a list with commas.",
            "check.option=VALUE",
            "Then ~/.config/gcert/gcert.properties, or the file in GCERT_CONFIG: a line for one"
                + " command,",
            "option=VALUE",
            "then a line for every command that has the option."));
  }

  private Topics() {}

  /** The names of the topics. */
  public static List<String> names() {
    return new ArrayList<>(TOPICS.keySet());
  }

  /** The terms of a topic and what they mean; empty when there is no such topic. */
  public static Optional<Map<String, String>> find(String name) {
    return Optional.ofNullable(TOPICS.get(name));
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> terms = new LinkedHashMap<>();
    ExitMeanings.all().forEach((code, meaning) -> terms.put(String.valueOf(code), meaning));
    terms.put(
        "130, 143",
        "Interrupted by Ctrl-C or by SIGTERM. With several targets the exit code is the worst, in"
            + " the order 70, 8, 1, 5, 4, 3, 75, 7, 6.");
    return terms;
  }

  private static Map<String, String> terms(String... termsAndMeanings) {
    Map<String, String> terms = new LinkedHashMap<>();
    for (int i = 0; i < termsAndMeanings.length; i += 2) {
      terms.put(termsAndMeanings[i], termsAndMeanings[i + 1]);
    }
    return terms;
  }
}
