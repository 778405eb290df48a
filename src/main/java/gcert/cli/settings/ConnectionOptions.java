package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.cli.option.Choice;
import gcert.cli.option.Completion;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueType;
import gcert.cli.option.ValueTypes;
import gcert.failure.Escaped;
import gcert.net.AddressFamily;
import gcert.net.ConnectTo;
import gcert.net.DialSettings;
import gcert.net.ProxyHeader;
import gcert.net.ProxyServer;
import gcert.starttls.StartTls;
import gcert.target.Host;
import gcert.tls.Authentication;
import gcert.tls.ExchangeSettings;
import gcert.tls.NamedGroup;
import gcert.tls.ServerName;
import gcert.tls.TlsSettings;
import gcert.tls.TlsVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How to connect, and what to offer in the handshake. */
public final class ConnectionOptions {
  /** The commands by which nothing of a server may go unseen. */
  private static final List<String> WATCHING = List.of("check", "watch", "deployed", "ready");

  /** The Server Name Indication. */
  public static final Option<Optional<Host>> SERVERNAME =
      Option.value(
          "--servername",
          "NAME",
          ValueTypes.HOST,
          "Send NAME as the server name (SNI). Default: the host; for an address, the name of --name.");

  /** No Server Name Indication. */
  public static final Option<Boolean> NO_SERVERNAME =
      Option.flag("--no-servername", "Send no server name (SNI).");

  /** The name in EHLO. */
  public static final Option<Optional<String>> HELO =
      Option.value(
          "--helo",
          "NAME",
          new HeloType(),
          "Greet the server with NAME in EHLO. Default: the name of this machine, or its address.");

  /** When to ask for TLS. */
  public static final Option<StartTls> STARTTLS =
      Option.value(
          "--starttls",
          "WHEN",
          Choice.of(StartTls.values()),
          "auto",
          "Ask the server to start TLS: auto, when it offers to; always, even if it is not"
              + " announced.");

  /** The header of a load balancer. */
  public static final Option<Optional<ProxyHeader>> PROXY_PROTOCOL =
      Option.value(
          "--proxy-protocol",
          "VERSION",
          Choice.of(ProxyHeader.values()),
          "Begin with a header of HAProxy's PROXY protocol, v1 or v2, for a server behind a load"
              + " balancer.");

  /** Only the one family of addresses. */
  public static final Option<Boolean> IPV4 = Option.flag("-4 --ipv4", "Use IPv4 only.");

  /** Only the other. */
  public static final Option<Boolean> IPV6 = Option.flag("-6 --ipv6", "Use IPv6 only.");

  /** The deadline of an exchange. */
  public static final Option<Duration> TIMEOUT =
      Option.value(
          "--timeout", "TIME", ValueTypes.DURATION, "30s", "Give up on a target after TIME.");

  /** The deadline of one attempt to connect. */
  public static final Option<Duration> CONNECT_TIMEOUT =
      Option.value(
          "--connect-timeout",
          "TIME",
          ValueTypes.DURATION,
          "10s",
          "Give up connecting to an address after TIME.");

  /** The DNS server. */
  public static final Option<Optional<InetSocketAddress>> RESOLVER =
      Option.value(
          "--resolver",
          "ADDRESS",
          new ResolverType(),
          "Ask the DNS server at ADDRESS[:PORT] instead of the system's resolver.");

  /** Where to connect instead. */
  public static final Option<List<ConnectTo>> CONNECT_TO =
      Option.list(
          "--connect-to",
          "HOST:PORT:ADDRESS:PORT",
          new ConnectToType(),
          "Connect to ADDRESS and the second PORT instead of HOST and the first PORT. HOST and the"
              + " ports may be empty. Repeat for others.");

  /** The local address. */
  public static final Option<Optional<Host>> BIND =
      Option.value("--bind", "ADDRESS", ValueTypes.HOST, "Connect from this local address.");

  /** The proxy. */
  public static final Option<Optional<ProxyServer>> PROXY =
      Option.value(
          "--proxy",
          "URL",
          new ProxyType(),
          "Connect through a proxy: socks5://[USER@]HOST:PORT or http://[USER@]HOST:PORT.");

  /** The secret for the proxy. */
  public static final Option<Optional<String>> PROXY_PASSWORD_FILE =
      Option.value(
          "--proxy-password-file",
          "FILE",
          ValueTypes.FILE_NAME,
          "The password of the proxy's USER is FILE's first line. Without it the password is that"
              + " of USER:PASSWORD@ in the URL, best given in GCERT_PROXY.");

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
          "The private key of --cert (PEM). Default: the same file.");

  /** How to connect, and what to offer. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "Connection",
          SERVERNAME,
          NO_SERVERNAME,
          HELO,
          STARTTLS,
          PROXY_PROTOCOL,
          IPV4,
          IPV6,
          TIMEOUT,
          CONNECT_TIMEOUT,
          RESOLVER,
          CONNECT_TO,
          BIND,
          PROXY,
          PROXY_PASSWORD_FILE,
          TLS,
          LEGACY_TLS,
          GROUPS,
          AUTH,
          ALPN,
          CERT,
          KEY);

  private ConnectionOptions() {}

  /** How each exchange is carried out. */
  public static ExchangeSettings readExchange(OptionValues values)
      throws UsageException, LocalFaultException {
    DialSettings dial =
        new DialSettings(
            readFamily(values),
            values.get(CONNECT_TIMEOUT),
            readBind(values),
            readProxy(values),
            values.get(PROXY_PROTOCOL),
            values.get(CONNECT_TO));
    return new ExchangeSettings(
        dial, values.get(TIMEOUT), readServerName(values), values.get(HELO), values.get(STARTTLS));
  }

  /** What each handshake offers. */
  public static TlsSettings readTls(OptionValues values)
      throws UsageException, LocalFaultException {
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

  private static Optional<ProxyServer> readProxy(OptionValues values)
      throws UsageException, LocalFaultException {
    Optional<ProxyServer> proxy = values.get(PROXY);
    Optional<String> file = values.get(PROXY_PASSWORD_FILE);
    if (proxy.isEmpty() || file.isEmpty()) {
      return proxy;
    }
    ProxyServer.Credentials credentials =
        proxy
            .get()
            .credentials()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--proxy-password-file wants a user: --proxy socks5://USER@HOST:PORT"));
    try {
      String password = SecretFile.firstLine(file.get());
      return Optional.of(
          new ProxyServer(
              proxy.get().type(),
              proxy.get().host(),
              proxy.get().port(),
              Optional.of(new ProxyServer.Credentials(credentials.user(), password))));
    } catch (IOException e) {
      throw new LocalFaultException(
          "--proxy-password-file: " + Escaped.of(file.get()) + ": " + e.getMessage(), e);
    }
  }

  private static AddressFamily readFamily(OptionValues values) throws UsageException {
    boolean v4 = values.get(IPV4);
    boolean v6 = values.get(IPV6);
    if (v4 && v6) {
      throw new UsageException("--ipv4 and --ipv6 exclude each other");
    }
    return v4 ? AddressFamily.IPV4 : v6 ? AddressFamily.IPV6 : AddressFamily.ANY;
  }

  private static ServerName readServerName(OptionValues values) throws UsageException {
    Optional<Host> name = values.get(SERVERNAME);
    boolean omitted = values.get(NO_SERVERNAME);
    if (omitted && values.given(SERVERNAME)) {
      throw new UsageException("--servername and --no-servername exclude each other");
    }
    if (omitted || name.isEmpty()) {
      return omitted
          ? new ServerName.Omitted()
          : new ServerName.OfHost(
              TrustOptions.readName(values).filter(Host.Name.class::isInstance).map(Host::text));
    }
    if (name.get() instanceof Host.Name known) {
      return new ServerName.Fixed(known.text());
    }
    throw values.wrong(
        SERVERNAME, name.get().text(), "is an address; RFC 6066 knows only names; leave it out");
  }

  private static Optional<InetAddress> readBind(OptionValues values) throws UsageException {
    Optional<Host> bind = values.get(BIND);
    if (bind.isEmpty()) {
      return Optional.empty();
    }
    if (bind.get() instanceof Host.Address address) {
      return Optional.of(address.address());
    }
    throw values.wrong(BIND, bind.get().text(), "is not an address of this machine");
  }

  /** What may stand in EHLO: one word of printable ASCII. */
  private static final class HeloType implements ValueType<String> {
    @Override
    public String parse(String text) throws InvalidValueException {
      String name = text.strip();
      boolean printable = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
      if (!printable || name.length() > 255) {
        throw new InvalidValueException("is not a host name or an address literal");
      }
      return name;
    }
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
