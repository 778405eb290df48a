package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.app.OutputFile;
import gcert.app.ResultRun;
import gcert.app.RunOutput;
import gcert.app.bulk.ResumeFile;
import gcert.app.bulk.TargetSource;
import gcert.app.peek.PeekExaminer;
import gcert.app.peek.PeekWriter;
import gcert.app.peek.ProvingVisitor;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.terminal.Session;
import gcert.peek.Peeker;
import gcert.run.VisitContext;
import gcert.target.FileTarget;
import gcert.target.Target;
import gcert.tls.Inspector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code gcert peek}: looks at the certificates of very many servers, without a proof. */
public final class PeekCommand implements Command {
  /** What the files of the system allow nearly everywhere, and a few threads carry on with ease. */
  private static final int CONNECTIONS = 4096;

  /** In which form. */
  public static final Option<PeekWriter.Format> FORMAT =
      FormatOption.of(PeekWriter.Format.values());

  /** All certificates. */
  public static final Option<Boolean> CHAIN =
      Option.flag(
              "--chain",
              "With --format pem, print all certificates that the server sent, not only the first.")
          .briefly("Print the chain that the server sent (pem).");

  /** A whole handshake where nothing else helps. */
  public static final Option<Boolean> PROVE =
      Option.flag(
              "--prove",
              "Make a whole handshake with servers that speak only TLS 1.3, which encrypts the"
                  + " certificate.")
          .briefly("Make a whole handshake with TLS 1.3-only servers.");

  /** The file to replace. */
  public static final Option<Optional<Path>> OUTPUT =
      Option.value(
              "-o --output",
              "FILE",
              ValueTypes.FILE,
              "Replace FILE atomically by what was seen; say 'updated' or 'unchanged'.")
          .briefly("Write what was seen to FILE.");

  private static final OptionGroup CONNECTION =
      new OptionGroup(
          "Connection",
          PROVE,
          ConnectionOptions.SERVERNAME,
          ConnectionOptions.NO_SERVERNAME,
          ConnectionOptions.HELO,
          ConnectionOptions.STARTTLS,
          ConnectionOptions.PROXY_PROTOCOL,
          ConnectionOptions.IPV4,
          ConnectionOptions.IPV6,
          ConnectionOptions.TIMEOUT,
          ConnectionOptions.CONNECT_TIMEOUT,
          ConnectionOptions.RESOLVER,
          ConnectionOptions.BIND);

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "peek", "Look at the certificates of many servers quickly, without verifying anything.")
        .about(
            "Reads the certificate that TLS 1.2 and earlier send in clear, and closes the"
                + " connection. Nothing is verified: neither the certificate nor that the server"
                + " holds its key. Use 'gcert check' for a verdict.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            BulkOptions.GROUP,
            new OptionGroup("Output", FORMAT, CHAIN, OUTPUT),
            CONNECTION,
            OutputOptions.DIALOGUE)
        .common(
            FORMAT,
            OUTPUT,
            PROVE,
            BulkOptions.INPUT,
            BulkOptions.MX,
            BulkOptions.JOBS,
            BulkOptions.RESUME,
            ConnectionOptions.TIMEOUT,
            OutputOptions.VERBOSE,
            OutputOptions.QUIET)
        .example("gcert peek aspmx.l.google.com", "Look at a certificate")
        .example("gcert peek --json --input hosts.txt", "Look at those of many servers")
        .exit(0, "A certificate was seen on every server.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    if (targets.stream().anyMatch(FileTarget.class::isInstance)) {
      throw new UsageException("peek takes servers, not files");
    }
    PeekWriter.Format format = values.get(FORMAT);
    if (values.get(CHAIN) && format != PeekWriter.Format.PEM) {
      throw new UsageException("--chain goes with --format pem");
    }
    Optional<OutputFile> file = OutputOptions.readFile(OUTPUT, values);
    ResultRun results =
        new ResultRun(
            new PeekWriter(format, values.get(CHAIN)),
            new RunOutput(file, "", session.out()::write),
            session.messages());
    VisitContext context = Assessors.context(values, session);
    ManyTargets many =
        ManyTargets.readResumable(
            values,
            session,
            context,
            TargetSource.Admission.servers("peek"),
            ResumeFile.Family.PEEK);
    int connections = values.get(BulkOptions.JOBS).orElse(CONNECTIONS);
    try (Peeker peeker =
        new Peeker(
            context.settings(), connections, context.ticker(), context.clock(), context.logs())) {
      return values.get(PROVE)
          ? prove(many, targets, peeker, context, results)
          : many.assess(targets, new PeekExaminer(peeker, context.clock()), results);
    } catch (IOException e) {
      throw new LocalFaultException("the system has no room for connections", e);
    }
  }

  private static int prove(
      ManyTargets many,
      List<Target> targets,
      Peeker peeker,
      VisitContext context,
      ResultRun results)
      throws LocalFaultException {
    Inspector inspector = context.inspector();
    try (ProvingVisitor proving = new ProvingVisitor(peeker, inspector, context.settings())) {
      return many.assess(targets, new PeekExaminer(proving, context.clock()), results);
    }
  }
}
