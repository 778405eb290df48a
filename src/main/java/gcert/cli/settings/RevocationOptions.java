package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.app.PublishedChecks;
import gcert.cli.option.Completion;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueType;
import gcert.cli.terminal.Session;
import gcert.dns.AddressLookup;
import gcert.http.CertificateCheck;
import gcert.issuer.IssuerLookup;
import gcert.net.Ticker;
import gcert.retrieval.AddressPolicy;
import gcert.retrieval.Publications;
import gcert.retrieval.RetrievalCache;
import gcert.retrieval.Retriever;
import gcert.revocation.RevocationLookup;
import gcert.revocation.RevocationMode;
import gcert.tls.ExchangeSettings;
import gcert.tls.TlsClient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether CAs are asked about certificates, and at which addresses they may be asked. */
public final class RevocationOptions {
  /** Whether revocation is checked. */
  public static final Option<Optional<RevocationMode>> REVOCATION =
      Option.value(
              "--revocation",
              "MODE",
              new ModeType(),
              "Check that no certificate has been revoked, by CRL, stapled OCSP response and OCSP. If"
                  + " that cannot be determined: soft warns, hard fails.")
          .briefly("Check revocation; if unknown: soft warns, hard fails.");

  /** Whether missing issuers are fetched. */
  public static final Option<Boolean> FETCH_ISSUERS =
      Option.flag(
          "--fetch-issuers",
          "If the server left out an intermediate certificate, fetch it from the address that the"
              + " certificate names, and warn.");

  /** Whether private addresses may be connected to. */
  public static final Option<Boolean> ALLOW_PRIVATE =
      Option.flag(
          "--allow-private-addresses",
          "Follow addresses in certificates to private networks and this machine, too.");

  /** All of it. */
  public static final OptionGroup GROUP =
      new OptionGroup("Revocation", REVOCATION, FETCH_ISSUERS, ALLOW_PRIVATE);

  private RevocationOptions() {}

  /**
   * What is judged by what CAs publish.
   *
   * @param lookup finds the addresses of names
   * @param exchange how connections are made, and how long all that is fetched for one target may
   *     take
   */
  static PublishedChecks read(
      OptionValues values,
      AddressLookup lookup,
      ExchangeSettings exchange,
      Supplier<TlsClient> client,
      Session session)
      throws UsageException, LocalFaultException {
    Optional<RevocationMode> mode = values.get(REVOCATION);
    boolean issuers = values.get(FETCH_ISSUERS);
    if (mode.isEmpty() && !issuers) {
      if (values.given(ALLOW_PRIVATE)) {
        throw new UsageException("--allow-private-addresses needs --revocation or --fetch-issuers");
      }
      return PublishedChecks.NONE;
    }
    Instant at = TrustOptions.readInstant(values, session);
    Publications publications =
        new Publications(
            new Retriever(
                lookup,
                client,
                exchange.dial(),
                new CertificateCheck(RootsOptions.readAll(values, session), at),
                values.get(ALLOW_PRIVATE) ? AddressPolicy.ANY : AddressPolicy.PUBLIC,
                Ticker.system(),
                session.clock()),
            RetrievalCache.ofUser(session.environment()),
            session.clock());
    return new PublishedChecks(
        issuers
            ? Optional.of(new IssuerLookup(publications, exchange.timeout(), Ticker.system()))
            : Optional.empty(),
        mode.map(
            known ->
                new PublishedChecks.RevocationCheck(
                    new RevocationLookup(publications, exchange.timeout(), at, Ticker.system()),
                    known)));
  }

  private static final class ModeType implements ValueType<RevocationMode> {
    @Override
    public RevocationMode parse(String text) throws InvalidValueException {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "soft" -> RevocationMode.SOFT;
        case "hard" -> RevocationMode.HARD;
        default -> throw new InvalidValueException("is neither soft nor hard");
      };
    }

    @Override
    public Completion completion() {
      return Completion.of(List.of("soft", "hard"));
    }
  }
}
