package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.deployed.DeployedRequest;
import gcert.app.deployed.DeployedRun;
import gcert.cli.message.Messages;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Parameter;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.FileOptions;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.terminal.Session;
import gcert.deployment.Deployment;
import gcert.deployment.Endpoint;
import gcert.deployment.InstalledFile;
import gcert.failure.Failure;
import gcert.file.FileInspector;
import gcert.report.DeploymentJson;
import gcert.report.DeploymentNagios;
import gcert.report.DeploymentText;
import gcert.target.FileTarget;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.target.TargetParser;
import gcert.tls.Observation;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code gcert deployed}: says whether servers show the certificate that is on the disk. */
public final class DeployedCommand implements Command {
  /** The ports of mail servers, those of submission and transfer first. */
  private static final List<Integer> USUAL = List.of(25, 465, 587, 143, 993, 110, 995, 4190);

  private static final String SCHEME = "file:";

  /** The forms of the report. */
  enum Format {
    TEXT,
    JSON,
    NAGIOS
  }

  private static final Option<Format> FORMAT = FormatOption.of(Format.values());

  private static final Option<List<Integer>> PORTS =
      Option.commaList(
          "--ports",
          "LIST",
          ValueTypes.number(1, 65_535),
          "Check these ports, all of which have to answer. Default: those of 25, 465, 587, 143,"
              + " 993, 110, 995 and 4190 that answer.");

  private static final Option<Optional<Duration>> WITHIN =
      Option.value(
          "--within",
          "TIME",
          ValueTypes.DURATION,
          "Wait up to TIME for the servers to show the files. Default: look once.");

  private static final Option<List<String>> ALSO =
      Option.list(
          "--also",
          "FILE",
          ValueTypes.FILE_NAME,
          "Also compare FILE, the certificate with another kind of key of the same servers.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "deployed", "Check that servers show the certificate in a file, after a renewal.")
        .about(
            "FILE is the certificate with its chain (PEM, DER, PKCS#7, PKCS#12 or JKS). Each port"
                + " of each address of HOST is compared, each kind of key by itself. HOST:PORT and"
                + " URLs such as imaps://HOST:10993 name one port.")
        .takes(
            new Parameter(
                "FILE HOST...",
                true,
                Completion.TARGETS,
                "The file, and one or more hosts that are to show it."))
        .options(
            new OptionGroup("Deployment", PORTS, WITHIN, ALSO),
            new OptionGroup("Output", FORMAT),
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(PORTS, WITHIN, ALSO, FORMAT, ConnectionOptions.TIMEOUT, OutputOptions.VERBOSE)
        .example("gcert deployed fullchain.pem mail.example.net", "Check every mail port of a host")
        .example(
            "gcert deployed --within 60s $RENEWED_LINEAGE/fullchain.pem mail.example.net",
            "Wait for the servers to be reloaded, as a deploy hook of certbot")
        .exit(0, "Every port that answers shows the certificate and chain of the file.")
        .exit(7, "A port shows something else: its server has to be reloaded.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<String> words = values.parameters();
    if (words.size() < 2) {
      throw new UsageException(
          "deployed takes a file and a host: gcert deployed fullchain.pem mail.example.net");
    }
    List<DeployedRequest.Door> doors = new ArrayList<>();
    for (String host : words.subList(1, words.size())) {
      doors.addAll(doors(host, values.get(PORTS)));
    }
    FileInspector inspector = FileOptions.readInspector(values, session);
    List<InstalledFile> files = new ArrayList<>();
    files.add(read(words.get(0), inspector));
    for (String also : values.get(ALSO)) {
      files.add(read(also, inspector));
    }
    Deployment deployment =
        new DeployedRun(Assessors.context(values, session), DeployedCommand::pause)
            .look(new DeployedRequest(files, doors, values.get(WITHIN)));
    return report(deployment, values, session);
  }

  private static int report(Deployment deployment, OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    int worst = ExitCode.OK;
    for (Endpoint endpoint : deployment.endpoints()) {
      worst = ExitCode.worse(worst, endpoint.exitCode());
    }
    switch (values.get(FORMAT)) {
      case TEXT -> {
        if (worst != ExitCode.OK || !values.get(OutputOptions.QUIET)) {
          String text = new DeploymentText(LayoutOptions.read(values, session)).of(deployment);
          session.out().write(text.getBytes(StandardCharsets.UTF_8));
        }
      }
      case JSON -> {
        for (Endpoint endpoint : deployment.endpoints()) {
          session.out().write(DeploymentJson.line(endpoint));
          if (endpoint.state() == Endpoint.State.FAILED) {
            session.messages().failed(endpoint.seen(), endpoint.seen().failure().orElseThrow());
          }
        }
      }
      case NAGIOS -> {
        DeploymentNagios nagios = new DeploymentNagios(deployment);
        session.out().write(nagios.line());
        return nagios.exitCode();
      }
    }
    return worst;
  }

  /** A host stands for its ports; a host with a port, or in a URL, for that one. */
  private static List<DeployedRequest.Door> doors(String word, List<Integer> ports)
      throws UsageException {
    ServerTarget host = server(word);
    if (namesPort(word)) {
      return List.of(new DeployedRequest.Door(host, true));
    }
    List<DeployedRequest.Door> doors = new ArrayList<>();
    for (int port : ports.isEmpty() ? USUAL : ports) {
      ServerTarget door = new ServerTarget(word, host.host(), port, host.protocol(), host.name());
      doors.add(new DeployedRequest.Door(server(door.hostAndPort()), !ports.isEmpty()));
    }
    return doors;
  }

  private static boolean namesPort(String word) throws UsageException {
    try {
      return TargetParser.namesPort(word);
    } catch (MalformedTargetException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static ServerTarget server(String word) throws UsageException {
    try {
      Target target = new TargetParser(OptionalInt.empty()).parse(word);
      if (target instanceof ServerTarget server) {
        return server;
      }
      throw new UsageException(
          "deployed takes one file, and then hosts; name further files with --also");
    } catch (MalformedTargetException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static InstalledFile read(String word, FileInspector inspector)
      throws UsageException, LocalFaultException {
    String name = word.startsWith(SCHEME) ? word.substring(SCHEME.length()) : word;
    FileTarget target;
    try {
      target =
          new FileTarget(word, name.equals("-") ? Optional.empty() : Optional.of(Path.of(name)));
    } catch (InvalidPathException e) {
      throw new UsageException("'" + Messages.printable(name) + "' is not a path on this system");
    }
    Observation seen = inspector.inspect(target);
    if (seen.failure().isPresent()) {
      Failure failure = seen.failure().get();
      throw new LocalFaultException(
          Messages.printable(name)
              + ": "
              + failure.step().label()
              + ": "
              + failure.what()
              + failure.hint().map(hint -> "; " + hint).orElse(""));
    }
    return new InstalledFile(name.equals("-") ? "standard input" : name, seen.chain());
  }

  private static void pause(Duration span) throws InterruptedException {
    Thread.sleep(span.toMillis());
  }
}
