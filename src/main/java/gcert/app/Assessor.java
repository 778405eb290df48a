package gcert.app;

import gcert.dane.DaneFacts;
import gcert.dane.DaneJudge;
import gcert.file.FileInspector;
import gcert.report.Result;
import gcert.revocation.RevocationJudge;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.ExchangeLogs;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.tls.Visit;
import gcert.trace.ExchangeLog;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.path.CertificateCache;
import java.time.Instant;
import java.util.Optional;

/**
 * Visits servers and reads files, judges what they show, and hands the outcome on while taking
 * leave of them.
 */
public final class Assessor implements Examiner {
  private final Inspector inspector;
  private final ExchangeSettings settings;
  private final FileInspector files;
  private final JudgingSettings judging;
  private final Optional<ExchangeLogs> logs;
  private final Optional<DaneDirectory> dane;
  private final Optional<StsDirectory> sts;
  private final PublishedChecks published;
  private final CertificateCache known = new CertificateCache();

  /**
   * Makes one.
   *
   * @param logs who hears the verdicts; empty for nobody
   * @param dane by what DNS says is judged as well; empty when it is not asked
   * @param sts by the policies of mail domains is judged as well; empty when they are not asked
   * @param published by what CAs publish is judged as well
   */
  public Assessor(
      Inspector inspector,
      ExchangeSettings settings,
      FileInspector files,
      JudgingSettings judging,
      Optional<ExchangeLogs> logs,
      Optional<DaneDirectory> dane,
      Optional<StsDirectory> sts,
      PublishedChecks published) {
    this.published = published;
    this.logs = logs;
    this.sts = sts;
    this.dane = dane;
    this.inspector = inspector;
    this.settings = settings;
    this.files = files;
    this.judging = judging;
  }

  /** What is done with a result, while the connection is still open for the farewell. */
  public interface Receiver {
    void accept(Result result) throws LocalFaultException;
  }

  /**
   * Inspects one server or file.
   *
   * @see #assess(ServerTarget, Receiver)
   */
  public void assess(Target target, Receiver receiver) throws LocalFaultException {
    if (target instanceof ServerTarget server) {
      assess(server, receiver);
    } else if (target instanceof FileTarget file) {
      receiver.accept(judge(files.inspect(file)));
    }
  }

  /**
   * Inspects one server. The receiver is called while the farewell, which waits for the server, is
   * said on another thread, so that neither waits for the other.
   */
  public void assess(ServerTarget target, Receiver receiver) throws LocalFaultException {
    prepare(target);
    Visit visit = inspector.visit(target, settings);
    Thread farewell = new Thread(visit::close, "gcert-farewell");
    farewell.setDaemon(true);
    farewell.start();
    try {
      receiver.accept(judge(visit.observation()));
    } finally {
      await(farewell);
    }
  }

  /** Finds out what has to be known before a server is visited: the name to send to it. */
  @Override
  public void prepare(ServerTarget target) {
    dane.ifPresent(directory -> directory.facts(target, log(target)));
  }

  private ExchangeLog log(ServerTarget target) {
    return logs.isPresent() ? logs.get().of(target) : ExchangeLog.SILENT;
  }

  /** A farewell bounds itself. */
  private static void await(Thread farewell) {
    try {
      farewell.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a file. */
  @Override
  public Observation read(FileTarget file) {
    return files.inspect(file);
  }

  /** The instant by which is judged. */
  @Override
  public Instant at() {
    return judging.at();
  }

  /**
   * Judges an observation, wherever it came from. Safe for use by several threads. Whatever a
   * certificate makes the judge throw is an error of this target.
   */
  @Override
  public Result judge(Observation observation) {
    try {
      return judged(observation);
    } catch (RuntimeException | StackOverflowError e) {
      return Result.ofFault(observation, judging.at(), e);
    }
  }

  private Result judged(Observation observation) {
    if (observation.chain().isEmpty()) {
      return new Result(observation, Optional.empty(), judging.at(), failureCode(observation));
    }
    ExchangeLog log =
        observation.target() instanceof ServerTarget server ? log(server) : ExchangeLog.SILENT;
    PublishedChecks.Checked checked =
        published.checkRevocation(
            observation,
            bySts(observation, byDane(observation, byRoots(observation, log))),
            other -> byRoots(other, log),
            log);
    Verdict verdict = checked.verdict();
    if (logs.isPresent() && observation.target() instanceof ServerTarget server) {
      VerdictNotes.write(verdict, logs.get().of(server));
    }
    int code = isAcceptable(observation, verdict) ? goodCode(verdict) : ExitCode.BAD_CERTIFICATE;
    boolean proven = observation.failure().isEmpty() || hungUpOnStranger(observation);
    return new Result(
        observation,
        Optional.of(verdict),
        judging.at(),
        proven ? code : failureCode(observation),
        checked.statuses());
  }

  private Verdict byRoots(Observation observation, ExchangeLog log) {
    return published.complete(
        observation,
        shown -> Judge.judge(shown, judging.policy(shown.target()), judging.at(), known),
        judging.strict(),
        log);
  }

  private Verdict bySts(Observation observation, Verdict verdict) {
    return sts.isPresent() && observation.target() instanceof ServerTarget server
        ? sts.get().judge(server, observation, verdict, log(server))
        : verdict;
  }

  private Verdict byDane(Observation observation, Verdict usual) {
    if (dane.isEmpty()) {
      return usual;
    }
    Optional<DaneFacts> facts =
        observation.target() instanceof ServerTarget server
            ? dane.get().facts(server, log(server))
            : Optional.empty();
    return facts.isPresent()
        ? new DaneJudge(facts.get(), judging.strict(), judging.at(), known)
            .judge(observation, usual)
        : DaneJudge.withoutName(usual);
  }

  /**
   * A server that wants to know its client hangs up on a stranger. By then it has shown its chain,
   * and as a rule has proven to hold the key of it.
   */
  private static boolean hungUpOnStranger(Observation observation) {
    return wantsClientCertificate(observation)
        && observation.session().filter(TlsSession::proven).isPresent();
  }

  /** Whether the server asked who its client is. */
  public static boolean wantsClientCertificate(Observation observation) {
    return observation.session().filter(TlsSession::clientCertificateRequested).isPresent();
  }

  /** {@code --insecure} waives trust, not what was asked for besides. */
  private boolean isAcceptable(Observation observation, Verdict verdict) {
    return judging.insecure()
        ? judging.demands().unmet(observation, verdict, judging.at()).isEmpty()
            && !DaneJudge.refuses(verdict)
            && !RevocationJudge.refuses(verdict)
            && !StsDirectory.refuses(verdict)
        : verdict.passed();
  }

  /** A warning that nobody asked for is no exit code. */
  private int goodCode(Verdict verdict) {
    if (!judging.demands().askForExpiry()) {
      return ExitCode.OK;
    }
    for (Finding finding : verdict.findings()) {
      if (finding.rule() == Rule.EXPIRES_SOON) {
        return ExitCode.EXPIRES_SOON;
      }
    }
    return ExitCode.OK;
  }

  private static int failureCode(Observation observation) {
    return observation.failure().map(f -> f.category().exitCode()).orElse(ExitCode.OK);
  }
}
