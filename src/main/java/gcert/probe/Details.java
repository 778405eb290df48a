package gcert.probe;

import gcert.run.Together;
import gcert.target.Protocol;
import gcert.tls.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Finds out what can be asked once the versions and suites of a server are known: groups and
 * signature schemes of the newest version before TLS 1.3, ALPN, the protection of fallbacks, and
 * certificates.
 */
final class Details {
  private static final int FALLBACK_SCSV = 0x5600;

  /** What mail servers, and what stands in front of them, may agree on (IANA, "ALPN IDs"). */
  private static final List<String> MAIL_PROTOCOLS =
      List.of("smtp", "imap", "pop3", "managesieve", "h2", "http/1.1");

  private final ProbeConnection line;
  private final Protocol protocol;
  private final Optional<String> name;
  private final Observation seen;
  private final Places places;
  private Optional<ClientHello> newest = Optional.empty();
  private List<String> protocols = List.of();
  private Support fallback = Support.UNKNOWN;
  private List<Showing> showings = List.of();

  Details(
      ProbeConnection line,
      Protocol protocol,
      Optional<String> name,
      Observation seen,
      Places places) {
    this.line = line;
    this.protocol = protocol;
    this.name = name;
    this.seen = seen;
    this.places = places;
  }

  /**
   * Asks for everything.
   *
   * @param versions TLS 1.3 and then the older ones; the newest of these is completed
   * @param classic those who asked for the older ones
   * @param atOnce how many questions are asked at a time
   */
  void ask(List<VersionRange> versions, List<ClassicSurvey> classic, int atOnce) {
    VersionRange tls13 = versions.get(0);
    List<VersionRange> found = List.copyOf(versions);
    List<Callable<Object>> questions = new ArrayList<>();
    for (int i = 0; i < classic.size() && newest.isEmpty(); i++) {
      int at = i + 1;
      VersionRange range = versions.get(at);
      if (range.support() == Support.YES) {
        ClassicSurvey survey = classic.get(i);
        ClientHello hello = survey.template().withSuites(codes(range));
        newest = Optional.of(hello);
        questions.add(() -> versions.set(at, survey.exchanges(range)));
        questions.add(() -> protocols = askProtocols(hello));
      }
    }
    questions.add(
        Math.min(1, questions.size()), () -> showings = places.showings(newest, tls13, name, seen));
    questions.add(() -> fallback = askFallback(found));
    Together.all("gcert-probe", atOnce, questions);
  }

  /** A hello of the newest version before TLS 1.3 that is spoken, with the suites it accepts. */
  Optional<ClientHello> newest() {
    return newest;
  }

  /** The protocols that the server agrees on by ALPN. */
  List<String> protocols() {
    return protocols;
  }

  /** Whether it refuses a client that comes back with less than both can do (RFC 7507). */
  Support fallback() {
    return fallback;
  }

  /** Which certificates it showed to clients that ask differently. */
  List<Showing> showings() {
    return showings;
  }

  private static List<Integer> codes(VersionRange range) {
    return range.suites().stream().map(choice -> choice.suite().code()).toList();
  }

  /** Offers all, then all but what was chosen. */
  private List<String> askProtocols(ClientHello hello) {
    List<String> left = new ArrayList<>(MAIL_PROTOCOLS);
    Optional<String> own = identifier(protocol);
    own.filter(left::remove).ifPresent(first -> left.add(0, first));
    List<String> found = new ArrayList<>();
    while (!left.isEmpty()) {
      Optional<String> chosen = agreed(hello.withProtocols(left));
      if (chosen.isEmpty() || !left.remove(chosen.get())) {
        break;
      }
      found.add(chosen.get());
    }
    if (found.isEmpty() && own.isPresent()) {
      // Exim refuses a client that offers more than one.
      agreed(hello.withProtocols(List.of(own.get()))).ifPresent(found::add);
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

  private Optional<String> agreed(ClientHello hello) {
    return line.ask(hello) instanceof HelloAnswer.Accepted accepted
        ? accepted.hello().protocol()
        : Optional.empty();
  }

  /** Comes back with less than the server can do, and says so. */
  private Support askFallback(List<VersionRange> versions) {
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
}
