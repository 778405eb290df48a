package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.cli.option.Choice;
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
import gcert.tls.ExchangeSettings;
import gcert.tls.ServerName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How to connect; what is offered in the handshake is in {@link TlsOptions}. */
public final class ConnectionOptions {
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
          "Send a header of the PROXY protocol first, v1 or v2: for a server behind a load balancer.");

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
          "Read the password of the proxy's USER from the first line of FILE. Default: that of USER:PASSWORD@ in the URL, best given in GCERT_PROXY.");

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
          TlsOptions.TLS,
          TlsOptions.LEGACY_TLS,
          TlsOptions.GROUPS,
          TlsOptions.AUTH,
          TlsOptions.ALPN,
          TlsOptions.CERT,
          TlsOptions.KEY);

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
                        "--proxy-password-file needs a user: --proxy socks5://USER@HOST:PORT"));
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
      throw new UsageException("--ipv4 and --ipv6 cannot be combined");
    }
    return v4 ? AddressFamily.IPV4 : v6 ? AddressFamily.IPV6 : AddressFamily.ANY;
  }

  private static ServerName readServerName(OptionValues values) throws UsageException {
    Optional<Host> name = values.get(SERVERNAME);
    boolean omitted = values.get(NO_SERVERNAME);
    if (omitted && values.given(SERVERNAME)) {
      throw new UsageException("--servername and --no-servername cannot be combined");
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
        SERVERNAME, name.get().text(), "is an address; RFC 6066 allows only names; leave it out");
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
}
