package gcert.probe;

import gcert.net.Ticker;
import gcert.run.Together;
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
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/**
 * Finds out everything about one server: the versions with the suites of each, then the rest, over
 * a few connections at a time.
 */
public final class Survey {
  private static final String THREAD = "gcert-probe";

  private final ConnectionOpener opener;
  private final Handshaker handshaker;
  private final Ticker ticker;
  private final LongConsumer pause;
  private final int atOnce;

  /**
   * Makes one.
   *
   * @param opener opens the connections
   * @param handshaker makes the handshakes that are needed
   * @param ticker measures spans of time
   * @param pause waits for so many milliseconds
   * @param atOnce how many connections to the server may be open at a time, at least 1
   */
  public Survey(
      ConnectionOpener opener,
      Handshaker handshaker,
      Ticker ticker,
      LongConsumer pause,
      int atOnce) {
    this.opener = opener;
    this.handshaker = handshaker;
    this.ticker = ticker;
    this.pause = pause;
    this.atOnce = atOnce;
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
    ServerRange range = ask(line, target.protocol(), name, seen, places, atOnce);
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
      Places places,
      int atOnce) {
    List<ClassicSurvey> classic = new ArrayList<>();
    List<Callable<VersionRange>> surveys = new ArrayList<>();
    surveys.add(new Tls13Survey(line, name)::range);
    for (ProtocolVersion version : ProtocolVersion.values()) {
      if (version.isClassic()) {
        ClassicSurvey survey = new ClassicSurvey(line, version, name, evidence(seen));
        classic.add(survey);
        surveys.add(survey::suites);
      }
    }
    List<VersionRange> versions = new ArrayList<>(Together.all(THREAD, atOnce, surveys));
    Details details = new Details(line, protocol, name, seen, places);
    details.ask(versions, classic, atOnce);

    // What a server may be silent about is asked at the end, and nothing beside it: one that serves
    // its clients one after the other keeps all of them waiting meanwhile.
    versions.add(ssl2(line));
    HelloTolerance hellos = hellos(line, versions.get(0), details.newest(), name);

    Evidence evidence = evidence(seen);
    classic.forEach(survey -> evidence.noteAll(survey.evidence()));
    details.showings().forEach(shown -> shown.certificate().ifPresent(evidence::note));
    return new ServerRange(
        versions,
        features(evidence, seen, details.fallback()),
        details.protocols(),
        evidence.certificates(),
        details.showings(),
        hellos,
        0,
        Duration.ZERO,
        Optional.empty());
  }

  private static Evidence evidence(Observation seen) {
    Evidence evidence = new Evidence();
    seen.chain().stream().findFirst().ifPresent(evidence::note);
    return evidence;
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
