package gcert.app.probe;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.RunOutput;
import gcert.app.bulk.Progress;
import gcert.app.bulk.ResumeAdvice;
import gcert.app.bulk.RunConsumer;
import gcert.app.bulk.RunNotices;
import gcert.app.bulk.TargetTally;
import gcert.probe.ProbeOutcome;
import gcert.probe.ServerRange;
import gcert.probe.Survey;
import gcert.probe.judging.JudgedProbe;
import gcert.run.TargetEntry;
import gcert.run.VisitContext;
import gcert.run.VisitHandler;
import gcert.target.ServerTarget;
import gcert.tls.Authentication;
import gcert.tls.ConnectionOpener;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.ServerName;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.tls.Visit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks servers, and reports what they take in the order of the targets. */
public final class ProbeRun implements RunConsumer<JudgedProbe> {
  /** Some 60 suites with their names, most of them shared, and a few certificates. */
  private static final int SIZE = 32 * 1024;

  private final Survey survey;
  private final VisitContext context;
  private final ProbeJudging judging;
  private final boolean everyAddress;
  private final Map<Authentication, TlsClient> clients = new ConcurrentHashMap<>();
  private final ProbeReport report;
  private final RunOutput output;
  private final RunNotices notices;
  private final TargetTally tally;

  /**
   * Begins.
   *
   * @param context with what servers are visited
   * @param perHost how many connections to one address are open at a time
   * @param everyAddress whether each address of a host is a server of its own
   * @param judging by what they are judged
   * @param report in which form is reported
   * @param output where to
   */
  public ProbeRun(
      VisitContext context,
      int perHost,
      boolean everyAddress,
      ProbeJudging judging,
      ProbeReport report,
      RunOutput output,
      RunNotices notices) {
    this.context = context;
    this.everyAddress = everyAddress;
    this.judging = judging;
    this.report = report;
    this.output = output;
    this.notices = notices;
    this.tally = new TargetTally(notices);
    this.survey =
        new Survey(
            new ConnectionOpener(
                context.addresses(), context.settings(), context.ticker(), context.logs()),
            this::visit,
            context.ticker(),
            ProbeRun::pause,
            perHost);
  }

  /** What the workers do with a server that was visited. */
  public VisitHandler<JudgedProbe> work(Progress progress) {
    return new VisitHandler<>() {
      @Override
      public JudgedProbe outcome(Observation observation) {
        Optional<ServerRange> range =
            ProbeOutcome.isWorthAsking(observation)
                ? Optional.of(
                    survey.ask(
                        (ServerTarget) observation.target(),
                        observation,
                        everyAddress ? List.of() : OtherAddresses.of(context, observation)))
                : Optional.empty();
        JudgedProbe judged =
            judging.judge(new ProbeOutcome(observation, range, context.clock().instant()));
        progress.count(judged.exitCode() == ExitCode.OK);
        return judged;
      }

      @Override
      public boolean connectsAgain() {
        return true;
      }

      @Override
      public void leftOut(ServerTarget target, String what) {
        notices.leftOut(target, what);
      }

      @Override
      public int size(JudgedProbe outcome) {
        return SIZE;
      }
    };
  }

  @Override
  public void accept(TargetEntry entry, List<JudgedProbe> outcomes) throws LocalFaultException {
    if (entry instanceof TargetEntry.Bad fault) {
      tally.badEntry(fault);
      report.complain(fault.complaint());
      output.count(ExitCode.LOCAL_FAULT);
      return;
    }
    tally.count(outcomes.stream().filter(probe -> probe.exitCode() != ExitCode.OK).count());
    for (JudgedProbe judged : outcomes) {
      ProbeOutcome probed = judged.probed();
      output.count(judged.exitCode());
      if (probed.failure().isPresent() && (report.isForPrograms() || output.file().isPresent())) {
        notices.failed(probed.seen(), probed.failure().get());
      }
      output.print(report.add(judged));
    }
  }

  @Override
  public void broken(TargetEntry entry, Throwable bug) {
    tally.broken(entry, bug);
    output.count(ExitCode.BUG);
  }

  /** The file stays as it was when the run was interrupted. */
  @Override
  public int end(Ending ending) throws LocalFaultException {
    if (!ending.whole()) {
      tally.interrupted(ResumeAdvice.REPEAT);
      return output.code();
    }
    output.print(report.finish());
    output.replaceFile(notices);
    return report.exitCode(output.code());
  }

  private Observation visit(
      ServerTarget target, Optional<InetAddress> address, ServerName name, Authentication kind) {
    TlsClient client =
        clients.computeIfAbsent(kind, only -> new TlsClient(TlsSettings.defaults().only(only)));
    Inspector inspector =
        new Inspector(
            context.addresses(), () -> client, context.ticker(), context.clock(), context.logs());
    ExchangeSettings settings = context.settings();
    ExchangeSettings named =
        new ExchangeSettings(
            settings.dial(), settings.timeout(), name, settings.helo(), settings.startTls());
    try (Visit visit = inspector.visit(target, address, named, Duration.ZERO)) {
      return visit.observation();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
