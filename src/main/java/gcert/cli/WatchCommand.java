package gcert.cli;

import gcert.target.ServerTarget;
import gcert.target.Target;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert watch}: compares what servers show with what they showed before. */
final class WatchCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandLines.spec(
            this,
            "watch",
            "Compares what servers show with what they showed in the runs before.",
            "Says nothing and exits 0 when nothing changed; otherwise prints one line an event and"
                + " exits 7. Made to be run by cron or a timer.");
    TargetOptions.declare(spec);
    WatchOptions.declare(spec);
    ConnectionOptions.declare(spec);
    TrustOptions.declare(spec);
    OutputOptions.declareDialogue(spec);
    return spec;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    if (values.flag("--history")) {
      return WatchHistory.print(values, session);
    }
    List<ServerTarget> servers = new ArrayList<>();
    for (Target target : TargetOptions.read(values)) {
      if (!(target instanceof ServerTarget server)) {
        throw new UsageException("watch takes servers, not files");
      }
      servers.add(server);
    }
    WatchSettings settings = WatchOptions.read(values, session, servers);
    Assessor assessor = Assessors.fromOptions(values, session);
    return new WatchRun(settings, session).run(servers, assessor);
  }
}
