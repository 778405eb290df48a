package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

/** The recipe that gcert replaces, beside gcert. */
final class Recipe {
  private static final String GCERT =
      "gcert fetch --roots root.pem --servername mx.test --name mx.test ";
  private static final String OPENSSL =
      "openssl s_client -servername mx.test </dev/null 2>/dev/null ";
  private static final String SED = "| sed -ne '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' ";
  private static final String DIGEST = "| openssl x509 -outform DER | sha256sum";

  private final Terminal terminal;

  /**
   * Takes a terminal.
   *
   * @param terminal one whose working directory holds {@code root.pem}
   */
  Recipe(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Compares on a server with STARTTLS, which {@code openssl} calls {@code protocol}. */
  void givesTheSame(String scheme, int port, String protocol) {
    compare(scheme, port, "-starttls " + protocol);
  }

  /** Compares on a server with TLS at once. */
  void givesTheSame(String scheme, int port) {
    compare(scheme, port, "");
  }

  private void compare(String scheme, int port, String upgrade) {
    String target = scheme + "://127.0.0.1:" + port;
    Terminal.Outcome ours = terminal.run(GCERT + target + DIGEST);
    Terminal.Outcome theirs =
        terminal.run(OPENSSL + upgrade + " -connect 127.0.0.1:" + port + SED + DIGEST);
    assertThat(ours.err()).isEmpty();
    assertThat(ours.code()).isZero();
    assertThat(theirs.err()).isEmpty();
    assertThat(ours.out()).isEqualTo(theirs.out()).hasSize(68);

    Terminal.Outcome reprinted =
        terminal.run(GCERT + target + " >ours.pem && openssl x509 -in ours.pem | cmp - ours.pem");
    assertThat(reprinted.out() + reprinted.err()).isEmpty();
    assertThat(reprinted.code()).isZero();
  }
}
