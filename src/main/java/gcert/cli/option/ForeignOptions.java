package gcert.cli.option;

import java.util.Optional;

/** Options that other tools have for what gcert does: what a person who types one of them wants. */
final class ForeignOptions {
  private ForeignOptions() {}

  /**
   * What to write instead; empty when no tool is known that has the option.
   *
   * @param word the option as it was typed, with or without a value behind an equals sign
   */
  static Optional<String> advice(String word) {
    int sign = word.indexOf('=');
    String name = (sign < 0 ? word : word.substring(0, sign)).replaceFirst("^-+", "");
    return switch (name) {
      case "starttls" ->
          Optional.of("the scheme says so: write smtp://HOST, imap://HOST, pop3://HOST …");
      case "connect", "host", "H" -> Optional.of("write the target alone: HOST:PORT");
      case "p" -> Optional.of("write HOST:PORT, or use --port");
      case "CAfile", "CApath", "cacert", "ca-file", "cafile", "x509cafile" ->
          Optional.of("use --roots FILE");
      case "showcerts", "print-cert" -> Optional.of("use 'gcert fetch --chain'");
      case "tls1_2", "tlsv1.2" -> Optional.of("use --tls 1.2");
      case "tls1_3", "tlsv1.3" -> Optional.of("use --tls 1.3");
      case "verify_hostname", "verify-hostname", "cn" -> Optional.of("use --name");
      case "sni", "sni-hostname" -> Optional.of("use --servername");
      case "w", "warning", "c", "critical", "checkend" ->
          Optional.of("use --expires-within 21d,7d");
      case "f", "file" -> Optional.of("write the file as the target: file:PATH");
      case "text", "noout" -> Optional.of("use 'gcert show'");
      case "j" -> Optional.of("use --json");
      case "noservername" -> Optional.of("use --no-servername");
      case "6only", "4only" -> Optional.of("use -4 or -6");
      default -> Optional.empty();
    };
  }
}
