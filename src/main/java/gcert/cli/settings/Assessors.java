package gcert.cli.settings;

import gcert.app.Assessor;
import gcert.app.DaneDirectory;
import gcert.app.JudgingSettings;
import gcert.app.LocalFaultException;
import gcert.app.StsDirectory;
import gcert.app.roots.RootSets;
import gcert.app.roots.SystemFallback;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.dns.AddressLookup;
import gcert.dns.DnsLookup;
import gcert.dns.MailLookup;
import gcert.dns.ServiceLookup;
import gcert.dns.SystemLookup;
import gcert.net.Ticker;
import gcert.run.VisitContext;
import gcert.tls.ExchangeLogs;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.PreparedClient;
import gcert.tls.ServerName;
import gcert.tls.TlsClient;
import gcert.trust.AnchorStore;
import gcert.trust.requirement.Requirements;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes an {@link Assessor} of what the user asked for. */
public final class Assessors {
  private Assessors() {}

  public static Assessor fromOptions(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    return fromOptions(values, Requirements.none(), session);
  }

  public static Assessor fromOptions(OptionValues values, Requirements demands, Session session)
      throws UsageException, LocalFaultException {
    return fromOptions(values, demands, Optional.empty(), Optional.empty(), session);
  }

  /**
   * One that may judge by DANE and MTA-STS as well.
   *
   * @param dane what DNS says; empty when it is not asked
   * @param sts what mail domains say; empty when they are not asked
   */
  public static Assessor fromOptions(
      OptionValues values,
      Requirements demands,
      Optional<DaneDirectory> dane,
      Optional<StsDirectory> sts,
      Session session)
      throws UsageException, LocalFaultException {
    ExchangeSettings exchange = readExchange(values, dane);
    Supplier<TlsClient> client = prepareTls(values);
    Inspector inspector =
        new Inspector(
            readLookup(values),
            client,
            Ticker.system(),
            session.clock(),
            readLogs(values, session));
    return new Assessor(
        inspector,
        exchange,
        FileOptions.readInspector(values, session),
        readJudging(values, demands, session),
        readLogs(values, session),
        dane,
        sts,
        RevocationOptions.read(values, readLookup(values), exchange, client, session));
  }

  private static Optional<ExchangeLogs> readLogs(OptionValues values, Session session)
      throws UsageException {
    return values.get(OutputOptions.VERBOSE) || values.get(OutputOptions.DEBUG)
        ? Optional.of(VerboseLogs.of(values, session.messages()))
        : Optional.empty();
  }

  /** With what the servers of a run over many targets are found and visited. */
  public static VisitContext context(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    return context(values, Optional.empty(), session);
  }

  /** The same, with the names to send that DNS says. */
  public static VisitContext context(
      OptionValues values, Optional<DaneDirectory> dane, Session session)
      throws UsageException, LocalFaultException {
    ExchangeSettings exchange = readExchange(values, dane);
    Optional<InetSocketAddress> resolver = values.get(ConnectionOptions.RESOLVER);
    Supplier<MailLookup> mail = MailLookup::ofSystem;
    Supplier<ServiceLookup> services = ServiceLookup::ofSystem;
    if (resolver.isPresent()) {
      InetSocketAddress server = resolver.get();
      mail = () -> MailLookup.of(server);
      services = () -> ServiceLookup.of(server);
    }
    return new VisitContext(
        readLookup(values),
        mail,
        services,
        prepareTls(values),
        exchange,
        Ticker.system(),
        session.clock(),
        readLogs(values, session));
  }

  /** An assessor that shares the TLS client with such a run. */
  public static Assessor fromContext(
      VisitContext context, OptionValues values, Requirements demands, Session session)
      throws UsageException, LocalFaultException {
    return fromContext(context, values, demands, Optional.empty(), Optional.empty(), session);
  }

  /** One that may judge by DANE and MTA-STS as well. */
  public static Assessor fromContext(
      VisitContext context,
      OptionValues values,
      Requirements demands,
      Optional<DaneDirectory> dane,
      Optional<StsDirectory> sts,
      Session session)
      throws UsageException, LocalFaultException {
    return new Assessor(
        context.inspector(),
        context.settings(),
        FileOptions.readInspector(values, session),
        readJudging(values, demands, session),
        context.logs(),
        dane,
        sts,
        RevocationOptions.read(
            values, context.addresses(), context.settings(), context.tls(), session));
  }

  /** To a host that is an alias its TLSA base domain is sent, unless the user names another. */
  private static ExchangeSettings readExchange(OptionValues values, Optional<DaneDirectory> dane)
      throws UsageException, LocalFaultException {
    ExchangeSettings read = ConnectionOptions.readExchange(values);
    if (dane.isEmpty() || !(read.serverName() instanceof ServerName.OfHost usual)) {
      return read;
    }
    return new ExchangeSettings(
        read.dial(),
        read.timeout(),
        new ServerName.FoundOut(dane.get()::base, usual),
        read.helo(),
        read.startTls());
  }

  private static Supplier<TlsClient> prepareTls(OptionValues values)
      throws UsageException, LocalFaultException {
    return PreparedClient.start(TlsOptions.read(values));
  }

  static AddressLookup readLookup(OptionValues values) throws UsageException {
    Optional<InetSocketAddress> resolver = values.get(ConnectionOptions.RESOLVER);
    return resolver.isEmpty() ? new SystemLookup() : new DnsLookup(resolver.get());
  }

  /** By what observations are judged. */
  public static JudgingSettings readJudging(
      OptionValues values, Requirements demands, Session session)
      throws UsageException, LocalFaultException {
    List<String> sets = values.get(TrustOptions.ROOTS);
    boolean bundled = sets.equals(List.of("bundled")) || sets.equals(List.of("builtin"));
    AnchorStore anchors = RootsOptions.read(TrustOptions.ROOTS, values, session);
    for (String warning : anchors.warnings()) {
      session.messages().passedOver(warning);
    }
    Optional<AnchorStore> system = Optional.of(new SystemFallback(session.environment()));
    return new JudgingSettings(
        anchors,
        RootSets.isAuto(sets) ? system : Optional.empty(),
        bundled ? system : Optional.empty(),
        TrustOptions.readName(values),
        TrustOptions.readInstant(values, session),
        values.get(TrustOptions.INSECURE),
        values.get(TrustOptions.STRICT),
        demands);
  }
}
