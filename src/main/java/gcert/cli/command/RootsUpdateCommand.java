package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.RootsChanges;
import gcert.certificate.Certificate;
import gcert.cli.message.Messages;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Types;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueType;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RootsOptions;
import gcert.cli.terminal.Session;
import gcert.dns.SystemLookup;
import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.http.CertificateCheck;
import gcert.http.HttpAnswer;
import gcert.http.HttpClient;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.report.Layout;
import gcert.roots.FileRoots;
import gcert.roots.RootsException;
import gcert.roots.RootsUpdate;
import gcert.roots.UpdatedRoots;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.trust.AnchorStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** {@code gcert roots update}: takes the roots as they are published today. */
public final class RootsUpdateCommand implements Command {
  private static final String PUBLISHED = "https://pki.goog/roots.pem";
  private static final Option<Optional<String>> FROM =
      Option.value(
          "--from",
          "FILE",
          Types.FILE_NAME,
          "Read the roots from FILE, on a machine without internet access.");

  private static final Option<URI> URL_OPTION =
      Option.value("--url", "URL", new HttpsUrl(), PUBLISHED, "Download from URL.");

  private static final Option<Duration> TIMEOUT =
      Option.value("--timeout", "TIME", Types.DURATION, "30s", "Give up after TIME.");

  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int FOUND = 200;

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "roots update", "Download Google's current roots and use them from now on.")
        .about(
            "Checks that they are plausible, prints what was added and removed, and keeps them in"
                + " the user's data directory, where they replace the bundled roots.")
        .options(
            RootsOptions.GROUP.and(FROM, URL_OPTION, TIMEOUT),
            LayoutOptions.GROUP,
            OutputOptions.MESSAGES)
        .example("gcert roots update", "Download the roots")
        .example("gcert roots update --from roots.pem", "Use roots downloaded elsewhere")
        .file("~/.local/share/gcert", "The updated roots.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    Optional<String> from = values.get(FROM);
    if (from.isPresent() && values.given(URL_OPTION)) {
      throw new UsageException("--from and --url exclude each other");
    }
    Layout layout = LayoutOptions.read(values, session);
    Path file =
        UpdatedRoots.file(session.environment())
            .orElseThrow(
                () ->
                    new LocalFaultException(
                        "there is no home directory to keep roots in; set XDG_DATA_HOME"));
    AnchorStore used = RootsOptions.read(values, session);
    String source;
    AnchorStore fresh;
    if (from.isPresent()) {
      source = from.get();
      fresh = RootsDiffCommand.readFile(source);
    } else {
      URI url = values.get(URL_OPTION);
      source = url.toString();
      try {
        fresh = parsed(download(url, used, values.get(TIMEOUT), session), source);
      } catch (FailedException e) {
        session.messages().download(source, e.failure().step().label() + ": " + e.getMessage());
        return e.failure().category().exitCode();
      }
    }
    keep(file, fresh, used, source, session);
    RootsChanges changes =
        RootsChanges.between(RootsUpdate.certificates(used), RootsUpdate.certificates(fresh));
    session.out().write(changes.text(layout) + changes.summary() + "\n");
    session.messages().output(file.toString(), fresh.all().size() + " roots");
    return ExitCode.OK;
  }

  private static void keep(
      Path file, AnchorStore fresh, AnchorStore used, String source, Session session)
      throws LocalFaultException {
    List<Certificate> roots = RootsUpdate.certificates(fresh);
    LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
    try {
      RootsUpdate.check(roots, used);
      RootsUpdate.write(file, roots, source, today);
    } catch (RootsException e) {
      throw new LocalFaultException(Messages.printable(source) + ": " + e.getMessage(), e);
    }
  }

  private static AnchorStore parsed(byte[] content, String source) throws LocalFaultException {
    try {
      return FileRoots.read(content, Messages.printable(source));
    } catch (RootsException e) {
      throw new LocalFaultException(String.valueOf(e.getMessage()), e);
    }
  }

  private static byte[] download(URI url, AnchorStore trusted, Duration time, Session session)
      throws FailedException {
    HttpClient client =
        new HttpClient(
            new SystemLookup(),
            () -> new TlsClient(TlsSettings.defaults()),
            DialSettings.defaults(),
            Ticker.system(),
            session.clock());
    HttpAnswer answer =
        client.get(
            url,
            new HttpClient.Bounds(LARGEST, time),
            new CertificateCheck(trusted, session.clock().instant()));
    if (answer.status() != FOUND) {
      throw new FailedException(
          Step.HTTP, Category.NOT_REACHED, "the server answers with status " + answer.status());
    }
    return answer.body();
  }

  private static final class HttpsUrl implements ValueType<URI> {
    @Override
    public URI parse(String text) throws InvalidValueException {
      try {
        URI uri = new URI(text);
        if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // Reported below.
      }
      throw new InvalidValueException("is not an HTTPS URL");
    }
  }
}
