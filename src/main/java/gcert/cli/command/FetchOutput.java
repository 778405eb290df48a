package gcert.cli.command;

import gcert.certificate.Certificate;
import gcert.cli.message.Messages;
import gcert.cli.option.Choice;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Types;
import gcert.cli.option.UsageException;
import gcert.cli.settings.OutputFile;
import gcert.cli.terminal.Session;
import gcert.pem.PemEncoder;
import gcert.pem.TrustStoreWriter;
import gcert.report.CertificateFormat;
import gcert.report.CertificateLines;
import gcert.report.CertificateText;
import gcert.report.JsonReport;
import gcert.report.Result;
import gcert.target.ServerTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Which certificates {@code gcert fetch} prints, in which format, and where to.
 *
 * @param part which certificates
 * @param format in which form
 * @param file the file to replace; empty for standard output
 * @param folder the folder in which each host has a file of its own; empty for none
 * @param labelled whether it is said whose each certificate is, where the form does not
 */
public record FetchOutput(
    Part part,
    CertificateFormat format,
    Optional<OutputFile> file,
    Optional<HostFiles> folder,
    boolean labelled) {

  /** The certificates that can be asked for. */
  public enum Part {
    END_ENTITY,
    CHAIN,
    FULL_CHAIN
  }

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
      Option.value(
              "--format",
              "FORMAT",
              Choice.of(CertificateFormat.values()),
              "pem",
              "One of " + String.join(", ", CertificateFormat.words()) + ".")
          .briefly("Print pem, der, pkcs12, jks, text, json, tlsa …")
          .shorthand("--json", "json");

  /** The file to replace. */
  public static final Option<Optional<Path>> OUTPUT =
      Option.value(
              "-o --output",
              "FILE",
              Types.FILE,
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
      throw new UsageException("--chain and --full-chain exclude each other");
    }
    Part part = fullChain ? Part.FULL_CHAIN : chain ? Part.CHAIN : Part.END_ENTITY;
    CertificateFormat format = values.get(FORMAT);
    Optional<OutputFile> file = OutputFile.read(OUTPUT, values);
    Optional<HostFiles> folder = HostFiles.of(file, format);
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
          "--format "
              + format.word()
              + " holds one target; give them one by one, or name a folder with -o");
    }
    if (format == CertificateFormat.DER && part != Part.END_ENTITY) {
      throw new UsageException("--format der holds one certificate; take pem or pkcs12");
    }
    return new FetchOutput(
        part, format, folder.isPresent() ? Optional.empty() : file, folder, values.get(LABELS));
  }

  /** Whether results that do not hold are printed as well. */
  public boolean reportsFailures() {
    return format == CertificateFormat.JSON;
  }

  /** The certificates asked for; empty when the path was asked for and there is none. */
  public List<Certificate> certificates(Result result) {
    List<Certificate> chain = result.observation().chain();
    return switch (part) {
      case END_ENTITY -> chain.subList(0, 1);
      case CHAIN -> chain;
      case FULL_CHAIN -> result.verdict().map(verdict -> verdict.path()).orElse(List.of());
    };
  }

  /** The octets to print for one result. */
  public byte[] render(Result result) {
    List<Certificate> certificates =
        format == CertificateFormat.JSON ? List.of() : certificates(result);
    return switch (format) {
      case DER -> certificates.get(0).der();
      case PKCS12 -> TrustStoreWriter.pkcs12(certificates);
      case JKS -> TrustStoreWriter.jks(certificates);
      case JSON -> JsonReport.line(result);
      case PEM -> labelled(result, pem(result, certificates));
      case TEXT, FINGERPRINT -> labelled(result, lines(result, certificates));
      case TLSA, POSTFIX -> lines(result, certificates);
    };
  }

  /** Text outside the encapsulation boundaries is explanation (RFC 7468 section 2). */
  private byte[] labelled(Result result, byte[] block) {
    if (!labelled || folder.isPresent()) {
      return block;
    }
    ServerTarget server = (ServerTarget) result.observation().target();
    String address = result.observation().addressText().map(at -> " (" + at + ")").orElse("");
    String label = "# " + Messages.printable(server.hostAndPort() + address) + "\n";
    return (label + new String(block, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  /** What a server has shown comes straight from its session; the path does not. */
  private byte[] pem(Result result, List<Certificate> certificates) {
    Optional<ExtendedSSLSession> session = result.observation().sslSession();
    if (part != Part.FULL_CHAIN && session.isPresent()) {
      try {
        return PemEncoder.encode(session.get(), part == Part.CHAIN)
            .getBytes(StandardCharsets.US_ASCII);
      } catch (SSLPeerUnverifiedException e) {
        // A result that is printed has a chain; the certificates that were read are that chain.
      }
    }
    return lines(result, certificates);
  }

  private byte[] lines(Result result, List<Certificate> certificates) {
    ServerTarget server = (ServerTarget) result.observation().target();
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : certificates) {
      text.append(
          switch (format) {
            case TEXT -> CertificateText.of(certificate, result.at());
            case FINGERPRINT -> CertificateLines.fingerprint(certificate);
            case TLSA -> CertificateLines.tlsa(server, certificate);
            case POSTFIX -> CertificateLines.postfix(server, certificate);
            default -> PemEncoder.encode(certificate.der());
          });
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
