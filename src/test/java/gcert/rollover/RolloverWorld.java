package gcert.rollover;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.dane.DaneFacts;
import gcert.dane.TlsaRecord;
import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecurityStatus;
import gcert.mtasts.MxPattern;
import gcert.mtasts.StsAssessment;
import gcert.mtasts.StsPolicy;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A zone on several name servers over simulated time, and every sender that there could be: each
 * has asked one of the servers at some moment, and keeps what it was given for its TTL.
 */
final class RolloverWorld {
  static final Instant BEGIN = Instant.now().minus(Duration.ofHours(1));
  private static final String HOST = "mx.zone.test";
  private static final String OWNER = "_25._tcp." + HOST;
  private static final ServerTarget TARGET =
      new ServerTarget(HOST, new Host.Name(HOST), 25, Protocol.SMTP);

  private final List<TreeMap<Instant, TlsaSet>> servers = new ArrayList<>();
  private final Duration ttl;
  private List<Observation> seen = List.of();
  private Sightings sightings = Sightings.none();
  private Optional<Verdict> usual = Optional.empty();
  private Optional<StsAssessment> sts = Optional.empty();

  RolloverWorld(int servers, Duration ttl) {
    this.ttl = ttl;
    for (int i = 0; i < servers; i++) {
      this.servers.add(new TreeMap<>());
    }
  }

  static Instant hour(double hours) {
    return BEGIN.plusSeconds((long) (hours * 3600));
  }

  /** From a time on a server gives these records; the first set was there for ever. */
  RolloverWorld gives(int server, double hour, TlsaRecord... records) {
    servers
        .get(server)
        .put(
            servers.get(server).isEmpty() ? Instant.MIN : hour(hour),
            new TlsaSet(List.of(records), ttl));
    return this;
  }

  RolloverWorld allGive(double hour, TlsaRecord... records) {
    for (int server = 0; server < servers.size(); server++) {
      gives(server, hour, records);
    }
    return this;
  }

  /** What the host serves from now on, a chain for each kind of key. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  final RolloverWorld serves(List<Certificate>... chains) {
    seen = Arrays.stream(chains).map(chain -> observation(Optional.empty(), chain)).toList();
    return this;
  }

  /** What the host serves from now on at one more address. */
  RolloverWorld servesAt(String address, List<Certificate> chain) {
    List<Observation> more = new ArrayList<>(seen);
    more.add(observation(Optional.of(new InetSocketAddress(address, 25)), chain));
    seen = List.copyOf(more);
    return this;
  }

  /** The certificate fails a check by roots or names. */
  RolloverWorld fails(Rule rule) {
    usual =
        Optional.of(
            new Verdict(
                List.of(new Finding(rule, Severity.FAILURE, "it fails")),
                List.of(),
                Optional.empty()));
    return this;
  }

  /** The domain has a policy in force. */
  RolloverWorld enforces(String pattern) {
    StsPolicy policy =
        new StsPolicy(
            StsPolicy.Mode.ENFORCE, List.of(new MxPattern(pattern)), Duration.ofDays(7), false);
    sts = Optional.of(new StsAssessment(Optional.empty(), Optional.of(policy), List.of()));
    return this;
  }

  /** What gcert says at a time, and remembers. */
  HostReadiness ask(double hour, Candidate candidate) {
    Instant now = hour(hour);
    List<NameServerAnswer> answers = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      TlsaSet set = servers.get(i).floorEntry(now).getValue();
      String address = "192.0.2." + (i + 1);
      answers.add(NameServerAnswer.told("ns" + i + ".zone.test", address, set, true));
      sightings = sightings.with(OWNER, address, set, now);
    }
    TlsaSet some = answers.get(0).set().orElseThrow();
    SecureAnswer addresses =
        answer(HOST, SecureAnswer.Outcome.RECORDS, new TlsaSet(List.of(), ttl));
    SecureAnswer tlsa =
        answer(
            OWNER,
            some.records().isEmpty()
                ? SecureAnswer.Outcome.NO_RECORDS
                : SecureAnswer.Outcome.RECORDS,
            some);
    HostEvidence evidence =
        new HostEvidence(
            TARGET,
            new DaneFacts(
                new Host.Name(HOST),
                25,
                true,
                Optional.empty(),
                addresses,
                List.of(new DaneFacts.Base(HOST, tlsa))),
            Optional.of("zone.test"),
            answers,
            seen,
            usual,
            sts);
    return new ReadyJudge(candidate, sightings, Optional.empty(), now).judge(evidence);
  }

  /** What was seen so far. */
  Sightings sightings() {
    return sightings;
  }

  /** Whether some sender refuses at a time, if the host serves this. */
  boolean someSenderRefuses(double hour, List<Certificate> chain) {
    Instant now = hour(hour);
    for (TreeMap<Instant, TlsaSet> server : servers) {
      for (Instant asked = now.minus(ttl); !asked.isAfter(now); asked = asked.plusSeconds(60)) {
        if (refuses(server.floorEntry(asked).getValue(), chain)) {
          return true;
        }
      }
    }
    return false;
  }

  /** RFC 7672 section 3.1 for SHA-256 digests of keys, written anew. */
  private static boolean refuses(TlsaSet set, List<Certificate> chain) {
    boolean matched = set.records().isEmpty();
    for (TlsaRecord record : set.records()) {
      if (record.usage() == 3) {
        matched |= record.data().equals(chain.get(0).spkiSha256());
      } else {
        for (Certificate authority : chain.subList(1, chain.size())) {
          matched |= record.data().equals(authority.spkiSha256());
        }
      }
    }
    return !matched;
  }

  static List<Certificate> chain(TestCertificate... minted) {
    return Arrays.stream(minted)
        .map(
            one -> {
              try {
                return Certificate.parse(one.der());
              } catch (MalformedCertificateException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  static TlsaRecord key(List<Certificate> chain) {
    return new TlsaRecord(3, 1, 1, chain.get(0).spkiSha256());
  }

  static TlsaRecord authority(List<Certificate> chain) {
    return new TlsaRecord(2, 1, 1, chain.get(1).spkiSha256());
  }

  private static Observation observation(
      Optional<InetSocketAddress> address, List<Certificate> chain) {
    return new Observation(
        TARGET,
        BEGIN,
        address,
        Optional.empty(),
        Optional.empty(),
        chain,
        Timing.none(),
        Optional.empty());
  }

  private static SecureAnswer answer(String name, SecureAnswer.Outcome outcome, TlsaSet set) {
    return new SecureAnswer(
        name,
        name,
        outcome,
        set.answer(name),
        SecurityStatus.SECURE,
        SecurityStatus.SECURE,
        set.ttl(),
        "");
  }
}
