package gcert.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds out what a server takes in one version from SSL 3.0 to TLS 1.2: it is offered everything,
 * then all but what it chose, until it chooses nothing more.
 */
final class ClassicSurvey {
  /** Some old servers break over more suites in one hello. */
  private static final int MOST_SUITES = 128;

  /** In the order of what is usual; a certificate on a rare curve is shown only if it is named. */
  private static final List<Integer> FIRST_GROUPS = List.of(29, 23, 24, 25, 30);

  private static final int FIRST_FFDHE = 0x0100;

  /** The kinds of keys, as names of suites have them. */
  private static final List<String> KEYS = List.of("_ECDSA_", "_RSA_", "_DSS_");

  private final ProbeConnection line;
  private final ClientHello template;
  private final Evidence evidence;

  /**
   * Makes one.
   *
   * @param evidence takes notes of every answer
   */
  ClassicSurvey(
      ProbeConnection line, ProtocolVersion version, Optional<String> name, Evidence evidence) {
    this.line = line;
    this.evidence = evidence;
    this.template =
        new ClientHello(
            version, List.of(), curves(), ClientHello.allSchemes(), name, List.of(), false);
  }

  /** What the answers showed beside what was asked. */
  Evidence evidence() {
    return evidence;
  }

  /** The hello that all questions about this version vary. */
  ClientHello template() {
    return template;
  }

  /** Asks for the version, and for the suites when it is spoken. */
  VersionRange suites() {
    Map<Integer, VersionRange.Choice> found = new LinkedHashMap<>();
    List<List<Integer>> parts = new ArrayList<>();
    Support support = Support.NO;
    for (List<Integer> offer : offers()) {
      int before = found.size();
      HelloAnswer end = exhaust(offer, found);
      if (end instanceof HelloAnswer.Unanswered) {
        support = Support.UNKNOWN;
      }
      List<Integer> codes = new ArrayList<>(found.keySet());
      if (codes.size() > before) {
        parts.add(codes.subList(before, codes.size()));
      }
      if (end instanceof HelloAnswer.Refused refused
          && refused.alert() == HelloAnswer.Refused.PROTOCOL_VERSION
          && found.isEmpty()) {
        break;
      }
    }
    if (found.isEmpty()) {
      return VersionRange.of(template.version(), support);
    }
    Preference preference = preference(parts);
    List<Integer> ordered = preference == Preference.SERVER ? merged(parts) : List.of();
    return new VersionRange(
        template.version(),
        Support.YES,
        ordered.size() == found.size()
            ? ordered.stream().map(found::get).toList()
            : new ArrayList<>(found.values()),
        preference,
        List.of(),
        Preference.UNKNOWN,
        List.of());
  }

  /** Asks again without what was chosen, until nothing more is; the answer that ended it. */
  private HelloAnswer exhaust(List<Integer> offer, Map<Integer, VersionRange.Choice> found) {
    List<Integer> left = new ArrayList<>(offer);
    while (true) {
      HelloAnswer answer = ask(template.withSuites(left));
      Optional<HelloAnswer.Accepted> accepted = accepted(answer);
      if (accepted.isEmpty()) {
        return answer;
      }
      Integer suite = accepted.get().hello().suite();
      if (!left.remove(suite)) {
        // Chosen without having been offered: no more can be learned.
        return answer;
      }
      found.put(suite, choice(accepted.get()));
      if (left.isEmpty()) {
        return answer;
      }
    }
  }

  private static VersionRange.Choice choice(HelloAnswer.Accepted accepted) {
    Optional<KeyExchange> exchange = accepted.exchange();
    return new VersionRange.Choice(
        Registry.suite(accepted.hello().suite()),
        exchange.map(KeyExchange::group).orElse(OptionalInt.empty()),
        exchange.map(KeyExchange::dhBits).orElse(OptionalInt.empty()));
  }

  private Preference preference(List<List<Integer>> parts) {
    List<Integer> longest = parts.get(0);
    for (List<Integer> part : parts) {
      longest = part.size() > longest.size() ? part : longest;
    }
    if (longest.size() > 1) {
      return Preference.of(longest, first(Preference.reversed(longest)));
    }
    if (parts.size() < 2) {
      return Preference.UNKNOWN;
    }
    List<Integer> pair = List.of(parts.get(0).get(0), parts.get(1).get(0));
    return first(pair) == first(Preference.reversed(pair)) ? Preference.SERVER : Preference.CLIENT;
  }

  /** What the server chooses of these; -1 when it will not. */
  private int first(List<Integer> suites) {
    return accepted(ask(template.withSuites(suites)))
        .map(answer -> answer.hello().suite())
        .orElse(-1);
  }

  /** Merges what was found with several hellos, each in the server's order, into one order. */
  private List<Integer> merged(List<List<Integer>> parts) {
    List<Integer> merged = new ArrayList<>(parts.get(0));
    for (List<Integer> part : parts.subList(1, parts.size())) {
      int last = merged.size() - 1;
      if (first(List.of(merged.get(last), part.get(0))) == merged.get(last)) {
        // The usual case: what is rare comes last.
        merged.addAll(part);
        continue;
      }
      int at = 0;
      for (Integer code : part) {
        while (at < merged.size() && first(List.of(merged.get(at), code)) != code) {
          at++;
        }
        merged.add(at, code);
        at++;
      }
    }
    return merged;
  }

  /** Asks for the groups and the signature schemes of a version that is spoken. */
  VersionRange exchanges(VersionRange range) {
    List<Integer> ec = new ArrayList<>();
    for (VersionRange.Choice choice : range.suites()) {
      if (choice.suite().isEphemeralEc()) {
        ec.add(choice.suite().code());
      }
    }
    List<Integer> groups = ec.isEmpty() ? List.of() : groups(template.withSuites(ec));
    Preference preference =
        groups.size() < 2 ? Preference.UNKNOWN : groupPreference(template.withSuites(ec), groups);
    List<Integer> schemes = new ArrayList<>();
    if (template.version() == ProtocolVersion.TLS_1_2) {
      for (String key : KEYS) {
        schemes.addAll(schemes(range, key));
      }
    }
    return range.with(
        groups.stream().map(Registry::group).toList(),
        preference,
        schemes.stream().map(Registry::scheme).toList());
  }

  private List<Integer> groups(ClientHello hello) {
    Set<Integer> found = new LinkedHashSet<>();
    List<Integer> left = new ArrayList<>(curves());
    Optional<Integer> last = Optional.empty();
    while (!left.isEmpty()) {
      Optional<Integer> chosen = chosenGroup(hello.withGroups(left));
      if (chosen.isEmpty() && last.isPresent()) {
        // A key on a curve is of use only to clients that name the curve (RFC 8422 section 5.1):
        // it comes back, behind all others.
        return new ArrayList<>(withKeyCurve(hello, found, left));
      }
      if (chosen.isEmpty() || !left.remove(chosen.get())) {
        break;
      }
      found.add(chosen.get());
      last = chosen;
    }
    return new ArrayList<>(found);
  }

  private Set<Integer> withKeyCurve(ClientHello hello, Set<Integer> found, List<Integer> left) {
    for (Integer curve : evidence.keyCurves()) {
      boolean asked = found.contains(curve);
      while (asked && !left.isEmpty()) {
        List<Integer> offered = new ArrayList<>(left);
        offered.add(curve);
        Optional<Integer> chosen = chosenGroup(hello.withGroups(offered));
        asked = chosen.isPresent() && left.remove(chosen.get()) && found.add(chosen.get());
      }
    }
    return found;
  }

  private Preference groupPreference(ClientHello hello, List<Integer> groups) {
    return chosenGroup(hello.withGroups(Preference.reversed(groups)))
        .map(chosen -> Preference.of(groups, chosen))
        .orElse(Preference.UNKNOWN);
  }

  private Optional<Integer> chosenGroup(ClientHello hello) {
    return accepted(ask(hello))
        .flatMap(HelloAnswer.Accepted::exchange)
        .map(KeyExchange::group)
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt);
  }

  /** Those of one kind of key: with several, a server may stay with one and then give up. */
  private List<Integer> schemes(VersionRange range, String key) {
    List<Integer> signed = new ArrayList<>();
    for (VersionRange.Choice choice : range.suites()) {
      if (choice.suite().isSignedExchange() && choice.suite().name().contains(key)) {
        signed.add(choice.suite().code());
      }
    }
    List<Integer> found = new ArrayList<>();
    if (signed.isEmpty()) {
      return found;
    }
    ClientHello hello = template.withSuites(signed);
    List<Integer> left = new ArrayList<>(ClientHello.allSchemes());
    while (!left.isEmpty()) {
      Optional<Integer> chosen =
          accepted(ask(hello.withSchemes(left)))
              .flatMap(HelloAnswer.Accepted::exchange)
              .map(KeyExchange::scheme)
              .filter(OptionalInt::isPresent)
              .map(OptionalInt::getAsInt);
      if (chosen.isEmpty() || !left.remove(chosen.get())) {
        break;
      }
      found.add(chosen.get());
    }
    return found;
  }

  private HelloAnswer ask(ClientHello hello) {
    HelloAnswer answer = line.ask(hello);
    accepted(answer).ifPresent(evidence::note);
    return answer;
  }

  /** An answer in the version that was asked for; a server may fall back to an older one. */
  private Optional<HelloAnswer.Accepted> accepted(HelloAnswer answer) {
    return answer instanceof HelloAnswer.Accepted accepted
            && accepted.hello().version() == template.version().code()
        ? Optional.of(accepted)
        : Optional.empty();
  }

  private static List<List<Integer>> offers() {
    List<List<Integer>> offers = new ArrayList<>();
    for (List<CodePoint> suites : List.of(Registry.commonSuites(), Registry.rareSuites())) {
      List<Integer> codes =
          suites.stream().filter(suite -> !suite.isTls13Suite()).map(CodePoint::code).toList();
      for (int at = 0; at < codes.size(); at += MOST_SUITES) {
        offers.add(codes.subList(at, Math.min(at + MOST_SUITES, codes.size())));
      }
    }
    return offers;
  }

  /**
   * The curves. Without the groups of RFC 7919: a server that knows them would not choose one of
   * its own any more, and which it has is the question.
   */
  private static List<Integer> curves() {
    Set<Integer> curves = new LinkedHashSet<>(FIRST_GROUPS);
    for (CodePoint group : Registry.groups()) {
      if (group.code() < FIRST_FFDHE) {
        curves.add(group.code());
      }
    }
    return List.copyOf(curves);
  }
}
