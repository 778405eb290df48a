package gcert.probe;

import gcert.net.Ticker;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.tls.ConnectionOpener;
import gcert.tls.Observation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;

/**
 * Finds out everything about one server: versions, then what it takes in each, then the rest. One
 * connection is open at a time.
 */
public final class Survey {
  private static final int FALLBACK_SCSV = 0x5600;

  /** What mail servers, and what stands in front of them, may agree on (IANA, "ALPN IDs"). */
  private static final List<String> MAIL_PROTOCOLS =
      List.of("smtp", "imap", "pop3", "managesieve", "h2", "http/1.1");

  private final ConnectionOpener opener;
  private final Handshaker handshaker;
  private final Ticker ticker;
  private final LongConsumer pause;

  /**
   * Makes one.
   *
   * @param opener opens the connections
   * @param handshaker makes the handshakes that are needed
   * @param ticker measures spans of time
   * @param pause waits for so many milliseconds
   */
  public Survey(ConnectionOpener opener, Handshaker handshaker, Ticker ticker, LongConsumer pause) {
    this.opener = opener;
    this.handshaker = handshaker;
    this.ticker = ticker;
    this.pause = pause;
  }

  /**
   * Asks a server that has been visited already.
   *
   * @param seen what the visit showed: the address to ask, and one handshake
   * @param others the other addresses of the host, at which its certificates are looked at as well
   */
  public ServerRange ask(ServerTarget target, Observation seen, List<InetAddress> others) {
    long begin = ticker.nanos();
    Optional<InetAddress> address = seen.address().map(InetSocketAddress::getAddress);
    NetworkProbeConnection line =
        new NetworkProbeConnection(opener, target, address, ticker, pause);
    Optional<String> name = opener.settings().serverName().forHost(target.identity());
    Places places = new Places(line, line::at, target, others, handshaker);
    ServerRange range = ask(line, target.protocol(), name, seen, places);
    Duration took = Duration.ofNanos(ticker.nanos() - begin);
    return new ServerRange(
        range.versions(),
        range.features(),
        range.protocols(),
        range.certificates(),
        range.showings(),
        range.hellos(),
        line.connections() + places.connections(),
        took,
        line.givenUp());
  }

  static ServerRange ask(
      ProbeConnection line,
      Protocol protocol,
      Optional<String> name,
      Observation seen,
      Places places) {
    Evidence evidence = new Evidence();
    seen.chain().stream().findFirst().ifPresent(evidence::note);
    List<VersionRange> versions = new ArrayList<>();
    VersionRange tls13 = new Tls13Survey(line, name).range();
    versions.add(tls13);
    Optional<ClientHello> newest = Optional.empty();
    for (ProtocolVersion version : ProtocolVersion.values()) {
      if (!version.isClassic()) {
        continue;
      }
      ClassicSurvey survey = new ClassicSurvey(line, version, name, evidence);
      VersionRange range = survey.suites();
      if (range.support() == Support.YES && newest.isEmpty()) {
        range = survey.exchanges(range);
        newest = Optional.of(survey.template().withSuites(codes(range)));
      }
      versions.add(range);
    }
    List<String> protocols =
        newest.map(hello -> protocols(line, hello, protocol)).orElse(List.of());
    Support fallback = fallback(line, versions, name);
    versions.add(ssl2(line));
    List<Showing> showings = places.showings(newest, tls13, name, seen);
    showings.forEach(showing -> showing.certificate().ifPresent(evidence::note));
    return new ServerRange(
        versions,
        features(evidence, seen, fallback),
        protocols,
        evidence.certificates(),
        showings,
        hellos(line, tls13, newest, name),
        0,
        Duration.ZERO,
        Optional.empty());
  }

  private static HelloTolerance hellos(
      ProbeConnection line,
      VersionRange tls13,
      Optional<ClientHello> newest,
      Optional<String> name) {
    List<Integer> hybrids =
        tls13.groups().stream().map(CodePoint::code).filter(MlKemShare::isKnown).toList();
    return HelloSurvey.hello(tls13, newest, name)
        // SSL 3.0 has no extensions, so that its hellos are never long.
        .filter(hello -> hello.version() != ProtocolVersion.SSL_3_0)
        .map(hello -> HelloSurvey.ask(line, hello, hybrids))
        .orElse(HelloTolerance.unknown());
  }

  private static List<Integer> codes(VersionRange range) {
    return range.suites().stream().map(choice -> choice.suite().code()).toList();
  }

  private static VersionRange ssl2(ProbeConnection line) {
    HelloAnswer answer = line.askSsl2();
    if (answer instanceof HelloAnswer.Ssl2 hello) {
      List<VersionRange.Choice> kinds =
          hello.kinds().stream()
              .map(Registry::ssl2Kind)
              .map(k -> new VersionRange.Choice(k, OptionalInt.empty(), OptionalInt.empty()))
              .toList();
      // The client chooses from what the server lists.
      return new VersionRange(
          ProtocolVersion.SSL_2_0,
          Support.YES,
          kinds,
          Preference.CLIENT,
          List.of(),
          Preference.UNKNOWN,
          List.of());
    }
    return VersionRange.of(
        ProtocolVersion.SSL_2_0,
        answer instanceof HelloAnswer.Unanswered ? Support.UNKNOWN : Support.NO);
  }

  /** Offers all, then all but what was chosen. */
  private static List<String> protocols(
      ProbeConnection line, ClientHello hello, Protocol protocol) {
    List<String> left = new ArrayList<>(MAIL_PROTOCOLS);
    Optional<String> own = identifier(protocol);
    own.filter(left::remove).ifPresent(first -> left.add(0, first));
    List<String> found = new ArrayList<>();
    while (!left.isEmpty()) {
      Optional<String> chosen = protocol(line, hello.withProtocols(left));
      if (chosen.isEmpty() || !left.remove(chosen.get())) {
        break;
      }
      found.add(chosen.get());
    }
    if (found.isEmpty() && own.isPresent()) {
      // Exim refuses a client that offers more than one.
      protocol(line, hello.withProtocols(List.of(own.get()))).ifPresent(found::add);
    }
    return found;
  }

  /** What is spoken behind TLS; empty where the target does not say. */
  private static Optional<String> identifier(Protocol protocol) {
    return switch (protocol) {
      case SMTP, SUBMISSION, SMTPS -> Optional.of("smtp");
      case IMAP, IMAPS -> Optional.of("imap");
      case POP3, POP3S -> Optional.of("pop3");
      case SIEVE -> Optional.of("managesieve");
      case LMTP, TLS -> Optional.empty();
    };
  }

  private static Optional<String> protocol(ProbeConnection line, ClientHello hello) {
    return line.ask(hello) instanceof HelloAnswer.Accepted accepted
        ? accepted.hello().protocol()
        : Optional.empty();
  }

  /** Comes back with less than the server can do, and says so. */
  private static Support fallback(
      ProbeConnection line, List<VersionRange> versions, Optional<String> name) {
    List<VersionRange> spoken =
        versions.stream().filter(range -> range.support() == Support.YES).toList();
    if (spoken.size() < 2) {
      return Support.UNKNOWN;
    }
    VersionRange second = spoken.get(1);
    List<Integer> suites = new ArrayList<>(codes(second));
    suites.add(FALLBACK_SCSV);
    ClientHello hello =
        new ClassicSurvey(line, second.version(), name, new Evidence())
            .template()
            .withSuites(suites);
    HelloAnswer answer = line.ask(hello);
    if (answer instanceof HelloAnswer.Refused refused) {
      // Dovecot, for one, hangs up before its alert is out: then it counts that the same hello is
      // answered when it does not say that it is a fallback.
      return Support.of(
          refused.alert() == HelloAnswer.Refused.INAPPROPRIATE_FALLBACK
              || line.ask(hello.withSuites(codes(second))) instanceof HelloAnswer.Accepted);
    }
    return answer instanceof HelloAnswer.Accepted ? Support.NO : Support.UNKNOWN;
  }

  private static List<ServerRange.Found> features(
      Evidence evidence, Observation seen, Support fallback) {
    return Arrays.stream(Feature.values())
        .map(
            feature ->
                new ServerRange.Found(
                    feature,
                    switch (feature) {
                      case SECURE_RENEGOTIATION ->
                          evidence.extension(ClientHello.RENEGOTIATION_INFO);
                      case EXTENDED_MASTER_SECRET ->
                          evidence.extension(ClientHello.EXTENDED_MASTER_SECRET);
                      case ENCRYPT_THEN_MAC -> evidence.encryptThenMac();
                      case SESSION_TICKETS -> evidence.extension(ClientHello.SESSION_TICKET);
                      case FALLBACK_SCSV -> fallback;
                      case OCSP_STAPLING -> stapling(evidence, seen);
                      case COMPRESSION -> evidence.compression();
                    }))
        .toList();
  }

  private static Support stapling(Evidence evidence, Observation seen) {
    boolean stapled =
        seen.session().stream()
            .flatMap(session -> session.ocspResponses().stream())
            .anyMatch(response -> response.length > 0);
    if (stapled) {
      return Support.YES;
    }
    return evidence.stapling() == Support.UNKNOWN && seen.session().isPresent()
        ? Support.NO
        : evidence.stapling();
  }
}
