package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.roots.RootSets;
import gcert.app.roots.RootsChanges;
import gcert.app.roots.RootsDownload;
import gcert.app.roots.RootsReplacement;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueType;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RootsOptions;
import gcert.cli.terminal.Session;
import gcert.failure.FailedException;
import gcert.report.Layout;
import gcert.trust.AnchorStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** {@code gcert roots update}: takes the roots as they are published today. */
public final class RootsUpdateCommand implements Command {
  private static final String PUBLISHED = "https://pki.goog/roots.pem";
  private static final Option<Optional<String>> FROM =
      Option.value(
          "--from",
          "FILE",
          ValueTypes.FILE_NAME,
          "Read the roots from FILE, on a machine without internet access.");

  private static final Option<URI> URL_OPTION =
      Option.value("--url", "URL", new HttpsUrl(), PUBLISHED, "Download from URL.");

  private static final Option<Duration> TIMEOUT =
      Option.value("--timeout", "TIME", ValueTypes.DURATION, "30s", "Give up after TIME.");

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
      throw new UsageException("--from and --url cannot be combined");
    }
    Layout layout = LayoutOptions.read(values, session);
    Path file = RootsReplacement.file(session.environment());
    AnchorStore used = RootsOptions.read(values, session);
    String source = from.isPresent() ? from.get() : values.get(URL_OPTION).toString();
    AnchorStore fresh;
    try {
      fresh =
          from.isPresent()
              ? RootSets.readFile(source)
              : RootsDownload.get(
                  values.get(URL_OPTION), used, values.get(TIMEOUT), session.clock());
    } catch (FailedException e) {
      session.messages().download(source, e.failure().step().label() + ": " + e.getMessage());
      return e.failure().category().exitCode();
    }
    LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
    RootsChanges changes = RootsReplacement.keep(file, fresh, used, source, today);
    session.out().write(changes.text(layout) + changes.summary() + "\n");
    session.messages().output(file.toString(), fresh.all().size() + " roots");
    return ExitCode.OK;
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
