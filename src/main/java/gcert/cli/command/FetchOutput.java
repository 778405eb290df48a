package gcert.cli.command;

import gcert.app.OutputFile;
import gcert.app.fetch.CertificateSelection;
import gcert.app.fetch.FetchRequest;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TlsOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.report.CertificateFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The options that say which certificates {@code gcert fetch} prints, in which format, and where.
 *
 * @param request what is asked for
 * @param file the file to replace; empty for standard output
 */
public record FetchOutput(FetchRequest request, Optional<OutputFile> file) {

  /** The certificates as they came. */
  public static final Option<Boolean> CHAIN_OPTION =
      Option.flag("--chain", "Print the certificates that the server sent, not only the first.")
          .briefly("Print the chain that the server sent.");

  /** The verified path. */
  public static final Option<Boolean> FULL_CHAIN_OPTION =
      Option.flag("--full-chain", "Print the verified path, including its root.")
          .briefly("Print the verified path with its root.");

  /** In which form. */
  public static final Option<CertificateFormat> FORMAT =
      FormatOption.of(
          CertificateFormat.values(), "Print pem, der, pkcs12, jks, text, json, tlsa …");

  /** The file to replace. */
  public static final Option<Optional<Path>> OUTPUT =
      Option.value(
              "-o --output",
              "FILE",
              ValueTypes.FILE,
              "Write to FILE, replaced atomically, and only if every check passes and the content has changed; say 'updated' or 'unchanged'. In a folder, a file per host.")
          .briefly("Write to FILE, only if every check passes.");

  /** Whose each certificate is. */
  public static final Option<Boolean> LABELS =
      Option.flag(
          "--labels",
          "Write '# HOST:PORT (ADDRESS)' before each certificate of --format pem, text and"
              + " fingerprint.");

  /** What is printed. */
  public static final OptionGroup GROUP =
      new OptionGroup("Output", CHAIN_OPTION, FULL_CHAIN_OPTION, FORMAT, LABELS, OUTPUT);

  /**
   * Reads the options.
   *
   * @param several whether there may be more than one host or visit
   * @param again whether one host may be visited several times
   */
  public static FetchOutput read(
      OptionValues values, boolean several, boolean again, Session session) throws UsageException {
    boolean chain = values.get(CHAIN_OPTION);
    boolean fullChain = values.get(FULL_CHAIN_OPTION);
    if (chain && fullChain) {
      throw new UsageException("--chain and --full-chain cannot be combined");
    }
    CertificateSelection selection =
        fullChain
            ? CertificateSelection.FULL_CHAIN
            : chain ? CertificateSelection.CHAIN : CertificateSelection.END_ENTITY;
    CertificateFormat format = values.get(FORMAT);
    Optional<OutputFile> file = OutputOptions.readFile(OUTPUT, values);
    Optional<Path> folder = file.map(OutputFile::path).filter(Files::isDirectory);
    if (folder.isPresent() && again) {
      throw new UsageException(
          "--output: a folder holds one file per host; --all-addresses, --samples and --srv show"
              + " several");
    }
    if (format.binary() && file.isEmpty() && session.out().isTerminal()) {
      throw new UsageException(
          "--format "
              + format.word()
              + " is not for a terminal; name a file with -o, or redirect standard output");
    }
    if (format.binary() && several && folder.isEmpty()) {
      throw new UsageException(
          "--format " + format.word() + " holds one target; give one target, or a folder with -o");
    }
    if (format == CertificateFormat.DER && selection != CertificateSelection.END_ENTITY) {
      throw new UsageException("--format der holds one certificate; use pem or pkcs12");
    }
    return new FetchOutput(
        new FetchRequest(
            selection,
            format,
            folder,
            values.get(LABELS),
            values.get(TrustOptions.INSECURE),
            values.get(TlsOptions.LEGACY_TLS),
            values.isSet(TlsOptions.CERT)),
        folder.isPresent() ? Optional.empty() : file);
  }
}
