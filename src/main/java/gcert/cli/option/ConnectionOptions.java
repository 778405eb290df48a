package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.net.AddressFamily;
import gcert.net.DialSettings;
import gcert.net.ProxyHeader;
import gcert.net.ProxyServer;
import gcert.starttls.StartTls;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import gcert.tls.ExchangeSettings;
import gcert.tls.ServerName;
import gcert.tls.TlsSettings;
import gcert.tls.TlsVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** How to connect, and what to offer in the handshake. */
public final class ConnectionOptions {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private ConnectionOptions() {}

  public static void declare(CommandSpec spec) {
    new OptionGroup("Connection", 30)
        .value(
            "--servername",
            "NAME",
            "The Server Name Indication to send. Default: the host named; for an address the name"
                + " of --name.")
        .flag("--no-servername", "Send no Server Name Indication.")
        .value("--helo", "NAME", "The name to give in EHLO. Default: this machine's name.")
        .value(
            "--starttls",
            "WHEN",
            "Ask the server to start TLS: auto, when it offers to (the default); always, even if it"
                + " is not announced.")
        .value(
            "--proxy-protocol",
            "VERSION",
            "Begin with a header of HAProxy's PROXY protocol, v1 or v2, for a server behind a load"
                + " balancer.")
        .flag("-4 --ipv4", "Use IPv4 only.")
        .flag("-6 --ipv6", "Use IPv6 only.")
        .value("--timeout", "TIME", "Bounds the whole exchange with a target. Default: 30s.")
        .value(
            "--connect-timeout",
            "TIME",
            "Bounds the attempt to connect to one address. Default: 10s.")
        .value(
            "--resolver",
            "ADDRESS",
            "Ask the DNS server at ADDRESS, an address with or without a port, not the system's"
                + " resolver.")
        .value("--bind", "ADDRESS", "Connect from this local address.")
        .value(
            "--proxy", "URL", "Connect through a proxy:", "socks5://HOST:PORT or http://HOST:PORT.")
        .value("--tls", "VERSIONS", "The TLS versions to offer. Default: 1.2,1.3.")
        .flag("--legacy-tls", "Also offer TLS 1.0 and 1.1 and the cipher suites of their time.")
        .value("--cert", "FILE", "A client certificate to present when asked for one, PEM.")
        .value("--key", "FILE", "The private key of --cert, PEM. Default: the same file.")
        .addTo(spec);
  }

  /** How each exchange is carried out. */
  public static ExchangeSettings readExchange(OptionValues values) throws UsageException {
    DialSettings dial =
        new DialSettings(
            readFamily(values),
            values.duration("--connect-timeout", CONNECT_TIMEOUT),
            readBind(values),
            readProxy(values),
            readHeader(values));
    return new ExchangeSettings(
        dial,
        values.duration("--timeout", TIMEOUT),
        readServerName(values),
        readHelo(values),
        readStartTls(values));
  }

  /** What each handshake offers. */
  public static TlsSettings readTls(OptionValues values)
      throws UsageException, LocalFaultException {
    boolean legacy = values.flag("--legacy-tls");
    Set<TlsVersion> versions = EnumSet.noneOf(TlsVersion.class);
    for (String number : OptionValues.commaSeparated(values.text("--tls").orElse(""))) {
      TlsVersion version =
          TlsVersion.of(number)
              .orElseThrow(() -> values.wrong("--tls", number, "is not one of 1.0, 1.1, 1.2, 1.3"));
      if (version.legacy() && !legacy) {
        throw new UsageException("--tls " + number + " needs --legacy-tls");
      }
      versions.add(version);
    }
    if (versions.isEmpty()) {
      versions = legacy ? EnumSet.allOf(TlsVersion.class) : TlsSettings.defaults().versions();
    }
    return new TlsSettings(versions, legacy, ClientKeyFile.read(values));
  }

  private static AddressFamily readFamily(OptionValues values) throws UsageException {
    boolean v4 = values.flag("--ipv4");
    boolean v6 = values.flag("--ipv6");
    if (v4 && v6) {
      throw new UsageException("--ipv4 and --ipv6 exclude each other");
    }
    return v4 ? AddressFamily.IPV4 : v6 ? AddressFamily.IPV6 : AddressFamily.ANY;
  }

  private static ServerName readServerName(OptionValues values) throws UsageException {
    Optional<String> name = values.text("--servername");
    boolean omitted = values.flag("--no-servername");
    if (omitted && values.given("--servername")) {
      throw new UsageException("--servername and --no-servername exclude each other");
    }
    if (omitted || name.isEmpty()) {
      return omitted
          ? new ServerName.Omitted()
          : new ServerName.OfHost(
              TrustOptions.readName(values).filter(Host.Name.class::isInstance).map(Host::text));
    }
    if (readHost("--servername", name.get(), values) instanceof Host.Name known) {
      return new ServerName.Fixed(known.text());
    }
    throw values.wrong(
        "--servername", name.get(), "is an address; RFC 6066 knows only names; leave it out");
  }

  private static Optional<String> readHelo(OptionValues values) throws UsageException {
    Optional<String> helo = values.text("--helo");
    if (helo.isEmpty()) {
      return helo;
    }
    String name = helo.get().strip();
    boolean printable = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (!printable || name.length() > 255) {
      throw values.wrong("--helo", name, "is not a host name or an address literal");
    }
    return Optional.of(name);
  }

  private static StartTls readStartTls(OptionValues values) throws UsageException {
    String when = values.text("--starttls").orElse("auto");
    return switch (when) {
      case "auto" -> StartTls.ANNOUNCED;
      case "always" -> StartTls.ALWAYS;
      default ->
          throw values.wrong(
              "--starttls",
              when,
              "is not one of auto, always; the protocol is part of the target: smtp://HOST");
    };
  }

  private static Optional<ProxyHeader> readHeader(OptionValues values) throws UsageException {
    Optional<String> version = values.text("--proxy-protocol");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    return switch (version.get()) {
      case "v1", "1" -> Optional.of(ProxyHeader.V1);
      case "v2", "2" -> Optional.of(ProxyHeader.V2);
      default -> throw values.wrong("--proxy-protocol", version.get(), "is not one of v1, v2");
    };
  }

  private static Optional<InetAddress> readBind(OptionValues values) throws UsageException {
    Optional<String> bind = values.text("--bind");
    if (bind.isEmpty()) {
      return Optional.empty();
    }
    if (readHost("--bind", bind.get(), values) instanceof Host.Address address) {
      return Optional.of(address.address());
    }
    throw values.wrong("--bind", bind.get(), "is not an address of this machine");
  }

  private static Optional<ProxyServer> readProxy(OptionValues values) throws UsageException {
    Optional<String> url = values.text("--proxy");
    return url.isEmpty() ? Optional.empty() : Optional.of(ProxyUrl.parse(url.get(), values));
  }

  private static Host readHost(String option, String text, OptionValues values)
      throws UsageException {
    try {
      return HostParser.parse(text.strip());
    } catch (MalformedTargetException e) {
      throw values.wrong(option, text, "is neither a host name nor an address");
    }
  }
}
