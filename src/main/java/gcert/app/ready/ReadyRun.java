package gcert.app.ready;

import gcert.app.HostAddresses;
import gcert.app.JudgingSettings;
import gcert.app.LocalFaultException;
import gcert.dane.DaneFacts;
import gcert.dane.DaneLookup;
import gcert.dns.LookupException;
import gcert.dnssec.AuthoritativeLookup;
import gcert.dnssec.SecureLookup;
import gcert.mtasts.StsAssessment;
import gcert.mtasts.StsJudge;
import gcert.mtasts.StsLookup;
import gcert.net.DialSettings;
import gcert.rollover.Candidate;
import gcert.rollover.HostEvidence;
import gcert.rollover.HostReadiness;
import gcert.rollover.NameServerAnswer;
import gcert.rollover.ReadyJudge;
import gcert.rollover.Sightings;
import gcert.run.Together;
import gcert.run.VisitContext;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.tls.Visit;
import gcert.trace.ExchangeLog;
import gcert.trust.Rule;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.path.CertificateCache;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Gathers what DNS, each name server of the zone and the hosts say, writes down what was seen, and
 * has it judged.
 */
public final class ReadyRun {
  private final VisitContext context;
  private final SecureLookup lookup;
  private final StsLookup policies;
  private final JudgingSettings judging;
  private final CertificateCache known = new CertificateCache();

  /**
   * Makes one.
   *
   * @param lookup finds records and says what they are worth
   * @param policies finds out what mail domains say by MTA-STS
   * @param judging by what the candidate is judged for senders that do not go by DANE
   */
  public ReadyRun(
      VisitContext context, SecureLookup lookup, StsLookup policies, JudgingSettings judging) {
    this.policies = policies;
    this.context = context;
    this.lookup = lookup;
    this.judging = judging;
  }

  /** A mail host, and the domain that led to it. */
  private record MailHost(ServerTarget target, Optional<Host.Name> domain) {}

  /**
   * Judges.
   *
   * @throws LocalFaultException when what was seen cannot be read or written down
   */
  public Readiness judge(ReadyRequest request) throws LocalFaultException {
    List<MailHost> found;
    try {
      found = hosts(request);
    } catch (LookupException e) {
      return new Readiness(List.of(), List.of(), Optional.of(e));
    }
    List<MailHost> meant =
        found.stream().filter(host -> isFor(request.candidate(), host.target())).toList();
    List<MailHost> hosts = meant.isEmpty() ? found : meant;
    SightingsFile file = new SightingsFile(request.state());
    Sightings sightings = file.read();
    List<HostEvidence> gathered = new ArrayList<>();
    Optional<StsAssessment> sts = policy(request);
    for (MailHost host : hosts) {
      HostEvidence evidence = gather(host, request.candidate(), sts);
      gathered.add(evidence);
      sightings = noted(sightings, evidence);
    }
    file.write(sightings);
    ReadyJudge judge =
        new ReadyJudge(request.candidate(), sightings, request.published(), judging.at());
    List<HostReadiness> judged = new ArrayList<>();
    gathered.forEach(evidence -> judged.add(judge.judge(evidence)));
    return new Readiness(
        judged,
        found.stream()
            .filter(host -> !hosts.contains(host))
            .map(host -> host.target().host().text())
            .toList(),
        Optional.empty());
  }

  private Optional<StsAssessment> policy(ReadyRequest request) {
    return !request.host() && request.target().host() instanceof Host.Name domain
        ? Optional.of(StsJudge.assess(policies.facts(domain, context.log(request.target()))))
        : Optional.empty();
  }

  private List<MailHost> hosts(ReadyRequest request) throws LookupException {
    ServerTarget target = request.target();
    if (request.host() || !(target.host() instanceof Host.Name domain)) {
      return List.of(new MailHost(target, Optional.empty()));
    }
    List<MailHost> hosts = new ArrayList<>();
    for (String name :
        context.mail().get().hosts(domain, context.settings().timeout(), context.log(target))) {
      try {
        if (HostParser.parse(name) instanceof Host.Name host) {
          hosts.add(
              host.equals(domain)
                  ? new MailHost(target, Optional.empty())
                  : new MailHost(
                      new ServerTarget(host.text(), host, target.port(), Protocol.SMTP),
                      Optional.of(domain)));
        }
      } catch (MalformedTargetException e) {
        throw new LookupException(
            LookupException.Reason.OTHER, "the MX record names no host: " + e.getMessage());
      }
    }
    return hosts;
  }

  /** Whether a certificate is for a host; any key is. */
  private boolean isFor(Candidate candidate, ServerTarget target) {
    return usual(candidate, target)
        .map(verdict -> verdict.findings().stream().noneMatch(f -> f.rule() == Rule.NAME))
        .orElse(true);
  }

  private Optional<Verdict> usual(Candidate candidate, ServerTarget target) {
    if (candidate.chain().isEmpty()) {
      return Optional.empty();
    }
    Observation file =
        new Observation(
            target,
            judging.at(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            candidate.chain(),
            Timing.none(),
            Optional.empty());
    return Optional.of(Judge.judge(file, judging.policy(target), judging.at(), known));
  }

  private HostEvidence gather(MailHost host, Candidate candidate, Optional<StsAssessment> sts) {
    ServerTarget target = host.target();
    ExchangeLog log = context.log(target);
    Duration limit = context.settings().timeout();
    Optional<ZoneServers.Zone> zone = Optional.empty();
    List<NameServerAnswer> answers = List.of();
    Host.Name name = (Host.Name) target.identity();
    DaneFacts facts =
        new DaneLookup(lookup, limit)
            .facts(name, target.port(), target.protocol() == Protocol.SMTP, host.domain(), log);
    Optional<DaneFacts.Base> base = facts.deciding();
    if (base.isPresent() && base.get().answer().security().isUsable()) {
      String owner = base.get().answer().name();
      ZoneServers servers =
          new ZoneServers(
              lookup,
              new AuthoritativeLookup(context.clock()),
              context.settings().dial().family(),
              limit);
      zone = servers.zoneOf(owner, log);
      answers = zone.map(found -> servers.ask(found, owner, log)).orElse(List.of());
    }
    return new HostEvidence(
        target,
        facts,
        zone.map(ZoneServers.Zone::name),
        answers,
        seen(target),
        usual(candidate, target),
        sts);
  }

  /** What the host shows now, at every address. */
  private List<Observation> seen(ServerTarget target) {
    DialSettings dial = context.settings().dial();
    // A proxy finds the addresses itself, and who names another place means that one.
    List<InetAddress> addresses =
        dial.proxy().isPresent() || !dial.elsewhere().isEmpty()
            ? List.of()
            : HostAddresses.find(context, target).addresses();
    List<Callable<Observation>> visits = new ArrayList<>();
    if (addresses.isEmpty()) {
      visits.add(() -> seen(target, Optional.empty()));
    }
    for (InetAddress address : addresses) {
      visits.add(() -> seen(target, Optional.of(address)));
    }
    return Together.all("gcert-ready", visits);
  }

  private Observation seen(ServerTarget target, Optional<InetAddress> address) {
    try (Visit visit =
        context.inspector().visit(target, address, context.settings(), Duration.ZERO)) {
      return visit.observation();
    }
  }

  private Sightings noted(Sightings before, HostEvidence evidence) {
    Instant now = context.clock().instant();
    Sightings after = before;
    if (evidence.owner().isPresent()) {
      for (NameServerAnswer answer : evidence.servers()) {
        if (answer.set().isPresent()) {
          after = after.with(evidence.owner().get(), answer.address(), answer.set().get(), now);
        }
      }
    }
    return after;
  }
}
