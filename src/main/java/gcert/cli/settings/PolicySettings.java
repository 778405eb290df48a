package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.app.policy.PolicyRun;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.tls.PreparedClient;
import gcert.tls.TlsSettings;

/** Makes what {@code gcert policy} finds out with of what the user asked for. */
public final class PolicySettings {
  /** Where belief in DNS begins. */
  public static final OptionGroup DNSSEC =
      new OptionGroup("DNSSEC", DaneOptions.ANCHOR, DaneOptions.TRUST_RESOLVER);

  private PolicySettings() {}

  /**
   * Reads the options.
   *
   * @param port the port of the mail hosts
   */
  public static PolicyRun read(OptionValues values, Session session, int port)
      throws UsageException, LocalFaultException {
    return new PolicyRun(
        Assessors.context(values, session),
        DaneOptions.readLookup(values, session),
        StsOptions.lookup(values, session, PreparedClient.start(TlsSettings.defaults())),
        RootsOptions.readAll(values, session),
        TrustOptions.readInstant(values, session),
        port);
  }
}
