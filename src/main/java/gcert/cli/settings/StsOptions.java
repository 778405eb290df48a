package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.app.StsDirectory;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.dns.AddressLookup;
import gcert.dns.TextLookup;
import gcert.http.HttpClient;
import gcert.mtasts.StsLookup;
import gcert.net.Ticker;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.PreparedClient;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether to judge by MTA-STS. */
public final class StsOptions {
  /** By the policy of the mail domain. */
  public static final Option<Boolean> MTA_STS =
      Option.flag(
          "--mta-sts",
          "Check by the mail domain's MTA-STS policy as sending mail servers do. Needs --mx.");

  /** All of it. */
  public static final OptionGroup GROUP = new OptionGroup("MTA-STS", MTA_STS);

  private StsOptions() {}

  /** What the domains say; empty when they are not asked. */
  public static Optional<StsDirectory> read(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    if (!values.get(MTA_STS)) {
      return Optional.empty();
    }
    if (!values.get(BulkOptions.MX)) {
      throw new UsageException(
          "--mta-sts needs --mx: a policy is that of a mail domain, such as gcert check --mta-sts"
              + " --mx example.net");
    }
    Supplier<TlsClient> client = PreparedClient.start(TlsSettings.defaults());
    ExchangeSettings exchange = ConnectionOptions.readExchange(values);
    AddressLookup addresses = Assessors.readLookup(values);
    return Optional.of(
        new StsDirectory(
            lookup(values, session, client),
            MailDomains.read(values),
            new Inspector(addresses, client, Ticker.system(), session.clock()),
            exchange));
  }

  /** What finds out what domains say, for a command that asks them in any case. */
  public static StsLookup readLookup(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    return lookup(values, session, PreparedClient.start(TlsSettings.defaults()));
  }

  /** What finds out what domains say. */
  static StsLookup lookup(OptionValues values, Session session, Supplier<TlsClient> client)
      throws UsageException, LocalFaultException {
    Optional<InetSocketAddress> resolver = values.get(ConnectionOptions.RESOLVER);
    ExchangeSettings exchange = ConnectionOptions.readExchange(values);
    return new StsLookup(
        resolver.isPresent() ? TextLookup.of(resolver.get()) : TextLookup.ofSystem(),
        new HttpClient(
            Assessors.readLookup(values),
            client,
            exchange.dial(),
            Ticker.system(),
            session.clock()),
        RootsOptions.readAll(values, session),
        TrustOptions.readInstant(values, session),
        exchange.timeout());
  }
}
