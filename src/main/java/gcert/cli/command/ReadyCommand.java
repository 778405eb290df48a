package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.app.ready.CandidateFile;
import gcert.app.ready.Readiness;
import gcert.app.ready.ReadyRequest;
import gcert.app.ready.ReadyRun;
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
import gcert.cli.settings.DaneOptions;
import gcert.cli.settings.FileOptions;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.StsOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.dns.LookupException;
import gcert.failure.Escaped;
import gcert.report.ReadyJson;
import gcert.report.ReadyNagios;
import gcert.report.ReadyText;
import gcert.rollover.Candidate;
import gcert.rollover.HostReadiness;
import gcert.target.Host;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import gcert.trust.requirement.Requirements;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code gcert ready}: says whether a certificate or key may be deployed without losing mail. */
public final class ReadyCommand implements Command {

  /** The forms of the report. */
  enum Format {
    TEXT,
    JSON,
    NAGIOS
  }

  private static final Option<Format> FORMAT = FormatOption.of(Format.values());

  private static final Option<Boolean> PLAN =
      Option.flag(
          "--plan",
          "Print the zone lines to add now, and those to remove afterwards, with the earliest time.");

  private static final Option<Optional<Instant>> PUBLISHED =
      Option.value(
          "--published",
          "TIME",
          ValueTypes.INSTANT,
          "All name servers have had the records since TIME. Default: since gcert first saw them.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "ready", "Check whether a certificate or key may be deployed now without losing mail.")
        .about(
            "NEXT is a certificate with its chain, a public or private key (PEM), or the SHA-256 of"
                + " a key (64 hex digits). TARGET is a mail domain or a mail host; HOST:PORT is"
                + " always a host.")
        .about(
            "Every name server of the zone is asked for TLSA records. What they say is remembered,"
                + " since resolvers may keep older records for twice their TTL.")
        .takes(new Parameter("NEXT TARGET", true, Completion.TARGETS, "What to deploy, and where."))
        .options(
            new OptionGroup("Rollover", PLAN, PUBLISHED, WatchOptions.STATE),
            new OptionGroup("Output", FORMAT),
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            DaneOptions.DNSSEC,
            new OptionGroup("Trust", TrustOptions.ROOTS, TrustOptions.NAME, TrustOptions.AT),
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            PLAN,
            PUBLISHED,
            WatchOptions.STATE,
            FORMAT,
            ConnectionOptions.RESOLVER,
            TrustOptions.ROOTS,
            OutputOptions.VERBOSE)
        .example("gcert ready next.pem example.net", "Ask before a certificate is deployed")
        .example(
            "gcert ready --plan next.key mx.example.net", "Print what the zone needs for a key")
        .exit(0, "It may be deployed now.")
        .exit(1, "Mail would be lost.")
        .exit(3, "A name server does not answer.")
        .exit(7, "It may be deployed later: resolvers may still keep older records.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<String> words = values.parameters();
    if (words.size() != 2) {
      throw new UsageException(
          "ready takes a certificate or key and a mail domain or host: gcert ready next.pem"
              + " example.net");
    }
    String where = words.get(1);
    ServerTarget target = server(where);
    if (!(target.identity() instanceof Host.Name)) {
      throw new UsageException("ready needs a name, not an address: write ADDRESS:25,NAME");
    }
    boolean host = target.name().isPresent() || namesPort(where);
    Candidate candidate =
        CandidateFile.read(words.get(0), FileOptions.readInspector(values, session));
    Readiness readiness =
        new ReadyRun(
                Assessors.context(values, session),
                DaneOptions.readLookup(values, session),
                StsOptions.readLookup(values, session),
                Assessors.readJudging(values, Requirements.none(), session))
            .judge(
                new ReadyRequest(
                    candidate,
                    target,
                    host,
                    values.get(PUBLISHED),
                    WatchOptions.readState(values, session.environment())));
    return report(candidate, target, readiness, values, session);
  }

  private static int report(
      Candidate candidate,
      ServerTarget target,
      Readiness readiness,
      OptionValues values,
      Session session)
      throws UsageException, LocalFaultException {
    Optional<String> failure =
        readiness.failure().map(LookupException::getMessage).map(String::valueOf);
    if (values.get(FORMAT) == Format.NAGIOS && !values.get(PLAN)) {
      ReadyNagios nagios = new ReadyNagios();
      readiness.hosts().forEach(nagios::add);
      failure.ifPresent(nagios::complain);
      session.out().write(nagios.finish());
      return nagios.exitCode();
    }
    if (failure.isPresent()) {
      session.messages().lookupFailed(target, readiness.failure().orElseThrow().failure());
    }
    ReadyText text = new ReadyText(LayoutOptions.read(values, session));
    String separator = "";
    for (HostReadiness host : readiness.hosts()) {
      if (values.get(FORMAT) == Format.JSON) {
        session.out().write(ReadyJson.line(candidate, host));
        continue;
      }
      String block = values.get(PLAN) ? ReadyText.plan(host) : text.of(host);
      session.out().write((separator + block).getBytes(StandardCharsets.UTF_8));
      separator = "\n";
    }
    for (String name : readiness.passedOver()) {
      session.messages().notCovered(Escaped.of(name));
    }
    return readiness.exitCode();
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
      if (new TargetParser(OptionalInt.empty()).parse(word) instanceof ServerTarget server) {
        return server;
      }
      throw new UsageException("ready takes a mail domain or host after the file");
    } catch (MalformedTargetException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
