package gcert.app.policy;

import gcert.dane.DaneDecision;
import gcert.dane.DaneFacts;
import gcert.dane.DaneJudge;
import gcert.dane.DaneLookup;
import gcert.dns.AddressLookup;
import gcert.dns.LookupException;
import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecureLookup;
import gcert.dnssec.SecurityStatus;
import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.mtasts.StsAssessment;
import gcert.mtasts.StsJudge;
import gcert.mtasts.StsLookup;
import gcert.run.Together;
import gcert.run.VisitContext;
import gcert.sender.DomainEvidence;
import gcert.sender.DomainOutlook;
import gcert.sender.MxEvidence;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.ServerName;
import gcert.trace.ExchangeLog;
import gcert.trust.AnchorStore;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.judge.ValidationPolicy;
import gcert.trust.path.CertificateCache;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.xbill.DNS.Type;

/** Finds out about one mail domain after the other what senders find, and what they make of it. */
public final class PolicyRun {
  private static final String THREAD = "gcert-policy";

  private final VisitContext context;
  private final SecureLookup secure;
  private final StsLookup sts;
  private final AnchorStore anchors;
  private final Instant at;
  private final int port;
  private final CertificateCache known = new CertificateCache();

  /**
   * Makes one.
   *
   * @param context with what servers are found and visited
   * @param secure validates what DNS says
   * @param sts asks for policies
   * @param anchors the trusted roots
   * @param at the instant by which certificates are judged
   * @param port the port of the mail hosts, 25 as a rule
   */
  public PolicyRun(
      VisitContext context,
      SecureLookup secure,
      StsLookup sts,
      AnchorStore anchors,
      Instant at,
      int port) {
    this.context = context;
    this.secure = secure;
    this.sts = sts;
    this.anchors = anchors;
    this.at = at;
    this.port = port;
  }

  /** What every kind of sender does with a domain. */
  public DomainOutlook look(Host.Name domain) {
    ServerTarget target = new ServerTarget(domain.text(), domain, port, Protocol.SMTP);
    ExchangeLog log = context.log(target);
    Instant time = context.clock().instant();
    // At once, so that a name server that is silent is waited for once.
    Supplier<SecureAnswer> secured =
        Together.beside(THREAD, () -> secure.ask(domain.text(), Type.MX, limit(), log));
    Supplier<StsAssessment> policy =
        Together.beside(THREAD, () -> StsJudge.assess(sts.facts(domain, log)));
    List<String> names = List.of();
    Optional<Failure> failure = Optional.empty();
    try {
      names = context.mail().get().hosts(domain, limit(), log);
    } catch (LookupException e) {
      failure = Optional.of(e.failure());
    }
    SecureAnswer mx = secured.get();
    if (mx.security() == SecurityStatus.BOGUS) {
      names = List.of();
      failure = Optional.of(bogus(mx));
    }
    List<Callable<List<MxEvidence>>> hosts = new ArrayList<>();
    for (String name : names) {
      hosts.add(() -> host(domain, name, log));
    }
    List<MxEvidence> found = new ArrayList<>();
    Together.all(THREAD, hosts).forEach(found::addAll);
    return DomainOutlook.of(new DomainEvidence(domain, mx, failure, policy.get(), found, time));
  }

  private static Failure bogus(SecureAnswer mx) {
    return new Failure(
        Step.LOOKUP,
        Category.NOT_REACHED,
        "the MX records are bogus: " + Escaped.of(mx.reason(), 200),
        Optional.of("a resolver that validates with DNSSEC gives no answer, so nobody delivers"));
  }

  private List<MxEvidence> host(Host.Name domain, String name, ExchangeLog log) {
    Host host;
    try {
      host = HostParser.parse(name);
    } catch (MalformedTargetException e) {
      return List.of();
    }
    if (!(host instanceof Host.Name mx)) {
      return List.of();
    }
    DaneFacts facts =
        new DaneLookup(secure, limit()).facts(mx, port, /* mail= */ true, Optional.of(domain), log);
    List<MxEvidence> found = new ArrayList<>();
    ServerTarget target = new ServerTarget(domain.text(), mx, port, Protocol.SMTP);
    try {
      AddressLookup.Whole addresses = context.addresses().allAddresses(mx, limit(), log);
      for (InetAddress address : addresses.found()) {
        if (context.settings().dial().family().contains(address)) {
          found.add(evidence(target, mx, facts, visit(target, address, facts)));
        }
      }
    } catch (LookupException e) {
      found.add(
          evidence(
              target,
              mx,
              facts,
              Observation.without(target, context.clock().instant(), e.failure())));
    }
    return found;
  }

  /** A host with TLSA records is sent their base domain (RFC 7672 section 8.1). */
  private Observation visit(ServerTarget target, InetAddress address, DaneFacts facts) {
    ExchangeSettings usual = context.settings();
    Optional<String> base = DaneDecision.of(facts).base();
    ExchangeSettings settings =
        base.isEmpty() || !(usual.serverName() instanceof ServerName.OfHost)
            ? usual
            : new ExchangeSettings(
                usual.dial(),
                usual.timeout(),
                new ServerName.Fixed(base.get()),
                usual.helo(),
                usual.startTls());
    Inspector inspector = context.inspector();
    try (var visit = inspector.visit(target, Optional.of(address), settings, Duration.ZERO)) {
      return visit.observation();
    }
  }

  private MxEvidence evidence(
      ServerTarget target, Host.Name mx, DaneFacts facts, Observation seen) {
    if (seen.chain().isEmpty()) {
      return new MxEvidence(mx, facts, seen, Optional.empty(), Optional.empty());
    }
    Verdict byName =
        Judge.judge(
            seen,
            new ValidationPolicy(anchors, Optional.empty(), Optional.of(target.identity()), false),
            at,
            known);
    Verdict byDane = new DaneJudge(facts, false, at, known).judge(seen, byName);
    return new MxEvidence(mx, facts, seen, Optional.of(byName), Optional.of(byDane));
  }

  private Duration limit() {
    return context.settings().timeout();
  }
}
