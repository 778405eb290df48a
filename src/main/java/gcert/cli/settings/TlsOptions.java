package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.cli.option.Choice;
import gcert.cli.option.Completion;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueType;
import gcert.cli.option.ValueTypes;
import gcert.tls.Authentication;
import gcert.tls.NamedGroup;
import gcert.tls.TlsSettings;
import gcert.tls.TlsVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is offered in the handshake, and who the client is. */
public final class TlsOptions {
  /** The commands by which nothing of a server may go unseen. */
  private static final List<String> WATCHING = List.of("check", "watch", "deployed", "ready");

  /** The versions of TLS; none means the default. */
  public static final Option<List<TlsVersion>> TLS =
      Option.commaList(
          "--tls", "VERSIONS", new TlsVersionType(), "Offer these TLS versions. Default: 1.2,1.3.");

  /** Old versions and cipher suites. */
  public static final Option<Boolean> LEGACY_TLS =
      Option.flag(
          "--legacy-tls", "Also offer TLS 1.0 and 1.1 and the cipher suites of their time.");

  /** The groups for the key exchange; none means the usual ones. */
  public static final Option<List<NamedGroup>> GROUPS =
      Option.commaList(
          "--groups",
          "LIST",
          new NamedGroupType(),
          "Offer only these key-exchange groups, such as x25519 or X25519MLKEM768, the preferred"
              + " one first.");

  /** The protocols of ALPN; none leaves it out. */
  public static final Option<List<String>> ALPN =
      Option.commaList(
          "--alpn",
          "LIST",
          ValueTypes.TEXT,
          "Offer these protocols by ALPN, such as imap. Default: none.");

  /** For which kinds of key a server is asked. */
  public static final Option<Optional<Kind>> AUTH =
      Option.value(
          "--auth",
          "KIND",
          Choice.of(Kind.values()),
          "Ask for a certificate with this kind of key: rsa or ecdsa; any for the one that the"
              + " server prefers, all for each that it has. Default: any; of check, watch, deployed and ready all.");

  /** The words for the certificates that a server is asked for. */
  public enum Kind {
    /** Whichever the server prefers. */
    ANY,
    /** One with an RSA key. */
    RSA,
    /** One with a key for ECDSA. */
    ECDSA,
    /** Whichever the server prefers, and each for another kind of key. */
    ALL
  }

  /** The client certificate. */
  public static final Option<Optional<String>> CERT =
      Option.value(
          "--cert",
          "FILE",
          ValueTypes.FILE_NAME,
          "Present this client certificate if the server asks for one (PEM).");

  /** Its key. */
  public static final Option<Optional<String>> KEY =
      Option.value(
          "--key",
          "FILE",
          ValueTypes.FILE_NAME,
          "Use the private key in FILE with --cert (PEM). Default: the file of --cert.");

  private TlsOptions() {}

  /** What each handshake offers. */
  public static TlsSettings read(OptionValues values) throws UsageException, LocalFaultException {
    boolean legacy = values.get(LEGACY_TLS);
    Set<TlsVersion> versions = EnumSet.noneOf(TlsVersion.class);
    for (TlsVersion version : values.get(TLS)) {
      if (version.legacy() && !legacy) {
        throw new UsageException("--tls " + version.number() + " needs --legacy-tls");
      }
      versions.add(version);
    }
    if (versions.isEmpty()) {
      versions = legacy ? EnumSet.allOf(TlsVersion.class) : TlsSettings.defaults().versions();
    }
    Kind kind =
        values.get(AUTH).orElse(WATCHING.contains(values.commandName()) ? Kind.ALL : Kind.ANY);
    return new TlsSettings(
        versions,
        legacy,
        ClientKeyFile.read(values.get(CERT), values.get(KEY)),
        values.get(ALPN),
        values.get(GROUPS),
        switch (kind) {
          case RSA -> Optional.of(Authentication.RSA);
          case ECDSA -> Optional.of(Authentication.ECDSA);
          case ANY, ALL -> Optional.empty();
        },
        kind == Kind.ALL);
  }

  private static final class TlsVersionType implements ValueType<TlsVersion> {
    @Override
    public TlsVersion parse(String text) throws InvalidValueException {
      return TlsVersion.of(text)
          .orElseThrow(() -> new InvalidValueException("is not one of 1.0, 1.1, 1.2, 1.3"));
    }

    @Override
    public Completion completion() {
      return Completion.someOf(List.of("1.0", "1.1", "1.2", "1.3"));
    }
  }

  private static final class NamedGroupType implements ValueType<NamedGroup> {
    @Override
    public NamedGroup parse(String text) throws InvalidValueException {
      return NamedGroup.of(text)
          .orElseThrow(
              () ->
                  new InvalidValueException(
                      "is not one of " + String.join(", ", NamedGroup.names())));
    }

    @Override
    public Completion completion() {
      return Completion.someOf(NamedGroup.names());
    }
  }
}
