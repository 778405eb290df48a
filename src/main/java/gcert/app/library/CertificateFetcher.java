package gcert.app.library;

import gcert.app.Assessor;
import gcert.app.JudgingSettings;
import gcert.app.LocalFaultException;
import gcert.app.PublishedChecks;
import gcert.app.roots.RootSets;
import gcert.app.roots.SystemFallback;
import gcert.dns.SystemLookup;
import gcert.file.FileInspector;
import gcert.net.Ticker;
import gcert.report.Result;
import gcert.roots.BundledRoots;
import gcert.target.MalformedTargetException;
import gcert.target.Target;
import gcert.target.TargetParser;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.PreparedClient;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.trust.AnchorStore;
import gcert.trust.requirement.Requirements;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Fetches certificates of mail servers and judges them, as {@code gcert check} does: the entry
 * point for programs in Java.
 *
 * <p>Immutable, and safe for use by several threads. Nothing is printed, no environment variable
 * and no configuration file is read, and the process is not ended.
 */
public final class CertificateFetcher {
  private final AnchorStore roots;
  private final Optional<AnchorStore> further;
  private final ExchangeSettings exchange;
  private final Requirements requirements;
  private final Clock clock;
  private final Supplier<TlsClient> tls;

  private CertificateFetcher(
      AnchorStore roots,
      Optional<AnchorStore> further,
      ExchangeSettings exchange,
      Requirements requirements,
      Clock clock,
      Supplier<TlsClient> tls) {
    this.roots = roots;
    this.further = further;
    this.exchange = exchange;
    this.requirements = requirements;
    this.clock = clock;
    this.tls = tls;
  }

  /**
   * One that trusts what {@code gcert} trusts: Google's roots, and for hosts that are not Google's
   * the system's roots too. It gives up on a server after 30 seconds.
   */
  public static CertificateFetcher create() {
    return new CertificateFetcher(
        new BundledRoots(),
        Optional.of(new SystemFallback(Map.of())),
        ExchangeSettings.defaults(),
        Requirements.none(),
        Clock.systemUTC(),
        PreparedClient.start(TlsSettings.defaults()));
  }

  /**
   * The same, trusting the roots in a file or folder and no others.
   *
   * @param file certificates in PEM, DER, PKCS#7 or a trust store
   * @throws LocalFaultException when it cannot be read, or holds no roots
   */
  public CertificateFetcher trusting(Path file) throws LocalFaultException {
    return new CertificateFetcher(
        RootSets.readFile(file.toString()), Optional.empty(), exchange, requirements, clock, tls);
  }

  /**
   * The same with another time for each server, from the look-up to the end of the handshake.
   *
   * @throws IllegalArgumentException when it is zero or less
   */
  public CertificateFetcher timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the time has to be longer than zero: " + timeout);
    }
    ExchangeSettings settings =
        new ExchangeSettings(
            exchange.dial(), timeout, exchange.serverName(), exchange.helo(), exchange.startTls());
    return new CertificateFetcher(roots, further, settings, requirements, clock, tls);
  }

  /** The same, judging by another clock than the system's. */
  public CertificateFetcher clock(Clock clock) {
    return new CertificateFetcher(roots, further, exchange, requirements, clock, tls);
  }

  /** The same, with what is required beyond a trusted path and a valid name. */
  public CertificateFetcher requiring(Requirements requirements) {
    return new CertificateFetcher(roots, further, exchange, requirements, clock, tls);
  }

  /**
   * Fetches what a server presents, or reads a file, and judges it.
   *
   * <p>A server that does not answer, or breaks off, is no exception: the result says so.
   *
   * @param target as on the command line: {@code mx.example.net}, {@code imaps://mail.example.net},
   *     {@code file:/etc/ssl/mail.pem}
   * @throws MalformedTargetException when it is not a valid target
   */
  public Result fetch(String target) throws MalformedTargetException {
    Target parsed = new TargetParser(OptionalInt.empty()).parse(target);
    Assessor assessor =
        new Assessor(
            new Inspector(new SystemLookup(), tls, Ticker.system(), clock),
            exchange,
            new FileInspector(InputStream.nullInputStream(), store -> Optional.empty(), clock),
            judging(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PublishedChecks.NONE);
    List<Result> results = new ArrayList<>(1);
    try {
      assessor.assess(parsed, results::add);
    } catch (LocalFaultException e) {
      throw new IllegalStateException("keeping a result does not fail", e);
    }
    return results.get(0);
  }

  private JudgingSettings judging() {
    return new JudgingSettings(
        roots,
        further,
        Optional.empty(),
        Optional.empty(),
        clock.instant(),
        false,
        false,
        requirements);
  }
}
