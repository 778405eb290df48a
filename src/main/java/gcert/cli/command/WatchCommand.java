package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.app.bulk.EarlierRun;
import gcert.app.bulk.TargetSource;
import gcert.app.watch.ManyServers;
import gcert.app.watch.WatchRun;
import gcert.app.watch.WatchSettings;
import gcert.app.watch.WatchSource;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RevocationOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.settings.WatchOptions;
import gcert.cli.terminal.Session;
import gcert.report.Result;
import gcert.run.VisitContext;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.trust.requirement.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code gcert watch}: compares what servers show with what they showed before. */
public final class WatchCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec("watch", "Report what has changed since the last run.")
        .about(
            "Prints nothing and exits with 0 if nothing has changed; otherwise prints one line per"
                + " event and exits with 7. Meant to be run by cron or a timer.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            BulkOptions.WITHOUT_RESUME,
            WatchOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            RevocationOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            WatchOptions.STATE,
            WatchOptions.EXPIRES_WITHIN,
            WatchOptions.STATUS,
            WatchOptions.EXEC,
            WatchOptions.PINS,
            WatchOptions.HISTORY,
            WatchOptions.FORMAT,
            BulkOptions.INPUT,
            BulkOptions.MX,
            BulkOptions.ALL_ADDRESSES,
            TrustOptions.ROOTS,
            OutputOptions.QUIET)
        .example("gcert watch --gmail mx.example.net", "Report changes since the last run")
        .example(
            "gcert watch --exec 'notify-admin --from gcert' --input hosts.txt",
            "Run a command for each event")
        .example("gcert watch --history mx.example.net", "Draw the certificates seen so far")
        .exit(0, "Nothing has changed.")
        .exit(7, "There was an event.")
        .file("~/.local/state/gcert", "The state, unless --state names another directory.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    if (values.get(WatchOptions.HISTORY)) {
      return WatchHistory.print(values, session);
    }
    if (values.get(WatchOptions.STATUS)) {
      return WatchStatus.print(values, session);
    }
    List<Target> targets = TargetOptions.read(values);
    TargetSource.Admission admission = WatchOptions.readAdmission(values);
    for (Target target : targets) {
      Optional<String> objection = admission.objection(target);
      if (objection.isPresent()) {
        throw new UsageException(objection.get());
      }
    }
    WatchSettings settings = WatchOptions.read(values, session);
    WatchRun.Surroundings surroundings =
        new WatchRun.Surroundings(
            session.out()::write, session.messages(), session.environment(), session.clock());
    if (BulkOptions.needed(values, targets)) {
      VisitContext context = Assessors.context(values, session);
      Assessor assessor = Assessors.fromContext(context, values, Requirements.none(), session);
      ManyTargets many = ManyTargets.read(values, session, context, admission);
      return WatchRun.run(
          settings, surroundings, taker -> visit(many, targets, assessor, taker, session));
    }
    Assessor assessor = Assessors.fromOptions(values, session);
    return WatchRun.run(settings, surroundings, taker -> visit(targets, assessor, taker));
  }

  private static boolean visit(
      ManyTargets many,
      List<Target> targets,
      Assessor assessor,
      WatchSource.Receiver taker,
      Session session)
      throws LocalFaultException {
    ManyServers servers = new ManyServers(assessor, taker, session.messages());
    many.run(targets, EarlierRun.none(), servers::work, servers);
    return servers.isWhole();
  }

  private static boolean visit(List<Target> targets, Assessor assessor, WatchSource.Receiver taker)
      throws LocalFaultException {
    for (Target target : targets) {
      if (target instanceof ServerTarget server) {
        List<Result> results = new ArrayList<>();
        assessor.assess(server, results::add);
        taker.take(server, results);
      }
    }
    return true;
  }
}
