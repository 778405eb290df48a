package gcert.cli.start;

import gcert.app.EarlyStart;
import gcert.target.ServerTarget;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.tls.Visit;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is begun on other threads before anything else: a TLS client, and where the command line is
 * plain the visit to its server.
 *
 * <p>A cold JVM spends as long on the first use of providers, tables and classes as on all the
 * rest. The client is one without options, and begun only where nothing can ask for another: the
 * platform's TLS reads its restrictions once, and {@code --legacy-tls} has to lift them before.
 */
public final class HeadStart implements EarlyStart, AutoCloseable {
  private static final List<String> CONNECTING =
      List.of("fetch", "check", "show", "diff", "watch", "probe");

  private static final HeadStart NONE = new HeadStart(false, Optional.empty(), Optional.empty());

  private final boolean every;
  private final Optional<Supplier<TlsClient>> client;
  private final Optional<EarlyVisit> visit;

  private HeadStart(
      boolean every, Optional<Supplier<TlsClient>> client, Optional<EarlyVisit> visit) {
    this.every = every;
    this.client = client;
    this.visit = visit;
  }

  /**
   * Starts, when the first word of the command line is a command that connects.
   *
   * @param plain the command line, when it is plain and nothing else can set an option
   * @param defaults whether something else than the command line may set an option
   */
  public static HeadStart forCommand(
      String[] arguments, Optional<PlainLine> plain, boolean defaults, Clock clock) {
    // With one processor everything is best done in the order in which it is needed.
    if (arguments.length < 2
        || !CONNECTING.contains(arguments[0])
        || Runtime.getRuntime().availableProcessors() < 2
        || (plain.isEmpty() && (defaults || mayChangeTls(arguments)))) {
      return NONE;
    }
    boolean every = arguments[0].equals("check") || arguments[0].equals("watch");
    TlsSettings usual = TlsSettings.defaults();
    Supplier<TlsClient> client = TlsClient.prepare(every ? usual.everyCertificate() : usual);
    return new HeadStart(
        every,
        Optional.of(client),
        plain.isEmpty()
            ? Optional.empty()
            : Optional.of(EarlyVisit.begin(plain.get().target(), client, clock)));
  }

  @Override
  public Supplier<TlsClient> client(TlsSettings settings) {
    if (client.isPresent() && settings.areDefaults() && settings.everyKind() == every) {
      return client.get();
    }
    return TlsClient.prepare(settings);
  }

  @Override
  public Optional<Visit> visit(ServerTarget target) {
    return visit.isEmpty() ? Optional.empty() : visit.get().take(target);
  }

  /** Ends what was begun and not needed. */
  @Override
  public void close() {
    if (visit.isPresent()) {
      visit.get().close();
    }
  }

  private static boolean mayChangeTls(String... arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("--tls")
          || argument.startsWith("--legacy")
          || argument.startsWith("--auth")
          || argument.startsWith("--groups")
          || argument.startsWith("--alpn")
          || argument.startsWith("--cert")
          || argument.startsWith("--help")) {
        return true;
      }
    }
    return false;
  }
}
