package gcert.cli.command;

import gcert.certificate.Certificate;
import gcert.cli.option.Choice;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Types;
import gcert.cli.option.UsageException;
import gcert.cli.settings.OutputFile;
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
 */
public record FetchOutput(Part part, CertificateFormat format, Optional<OutputFile> file) {

  /** The certificates that can be asked for. */
  public enum Part {
    END_ENTITY,
    CHAIN,
    FULL_CHAIN
  }

  /** The certificates as they came. */
  public static final Option<Boolean> CHAIN_OPTION =
      Option.flag("--chain", "Print the certificates that the server sent, not only the first.")
          .briefly("Print the chain that the server sent.")
          .afterVisit();

  /** The verified path. */
  public static final Option<Boolean> FULL_CHAIN_OPTION =
      Option.flag("--full-chain", "Print the verified path, including its root.")
          .briefly("Print the verified path with its root.")
          .afterVisit();

  /** In which form. */
  public static final Option<CertificateFormat> FORMAT =
      Option.value(
              "--format",
              "FORMAT",
              Choice.of(CertificateFormat.values()),
              "pem",
              "One of " + String.join(", ", CertificateFormat.words()) + ".")
          .briefly("Print pem, der, pkcs12, jks, text, json, tlsa …")
          .shorthand("--json", "json")
          .afterVisit();

  /** The file to replace. */
  public static final Option<Optional<Path>> OUTPUT =
      Option.value(
              "-o --output",
              "FILE",
              Types.FILE,
              "Write to FILE, replaced atomically, and only if every check passes and the content has changed; say 'updated' or 'unchanged'.")
          .briefly("Write to FILE, only if every check passes.")
          .afterVisit();

  /** What is printed. */
  public static final OptionGroup GROUP =
      new OptionGroup("Output", CHAIN_OPTION, FULL_CHAIN_OPTION, FORMAT, OUTPUT);

  public static FetchOutput read(OptionValues values, int targets) throws UsageException {
    boolean chain = values.get(CHAIN_OPTION);
    boolean fullChain = values.get(FULL_CHAIN_OPTION);
    if (chain && fullChain) {
      throw new UsageException("--chain and --full-chain exclude each other");
    }
    Part part = fullChain ? Part.FULL_CHAIN : chain ? Part.CHAIN : Part.END_ENTITY;
    CertificateFormat format = values.get(FORMAT);
    if (format.binary() && targets > 1) {
      throw new UsageException(
          "--format " + format.word() + " holds one target; give them one by one");
    }
    if (format == CertificateFormat.DER && part != Part.END_ENTITY) {
      throw new UsageException("--format der holds one certificate; take pem or pkcs12");
    }
    return new FetchOutput(part, format, OutputFile.read(OUTPUT, values));
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
      case PEM -> pem(result, certificates);
      case TEXT, FINGERPRINT, TLSA, POSTFIX -> lines(result, certificates);
    };
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
