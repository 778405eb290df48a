package gcert.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds out what a server takes in TLS 1.3. A hello without key shares makes it name a suite and a
 * group in a HelloRetryRequest, so both are learned from one answer and nothing is computed.
 */
final class Tls13Survey {
  /** As browsers and OpenSSL have them, then the rest of what TLS 1.3 allows. */
  private static final List<Integer> GROUPS =
      List.of(
          4588, 29, 23, 4587, 4589, 24, 25, 30, 256, 257, 258, 259, 260, 31, 32, 33, 512, 513, 514,
          4590, 41, 34, 35, 36, 37, 38, 39, 40);

  /** One of each kind of key: whether there is a certificate with such a key at all. */
  private static final List<List<Integer>> SCHEMES =
      List.of(
          List.of(0x0804, 0x0805, 0x0806),
          List.of(0x0809, 0x080a, 0x080b),
          List.of(0x0403, 0x0503, 0x0603),
          List.of(0x081a, 0x081b, 0x081c),
          List.of(0x0807, 0x0808),
          List.of(0x0904, 0x0905, 0x0906),
          List.of(0x0201, 0x0203, 0x0401, 0x0501, 0x0601));

  private final ProbeConnection line;
  private final ClientHello template;
  private final Set<Integer> suites = new LinkedHashSet<>();
  private final Set<Integer> groups = new LinkedHashSet<>();

  Tls13Survey(ProbeConnection line, Optional<String> serverName) {
    this.line = line;
    this.template = template(serverName);
  }

  /** A hello that offers everything. */
  static ClientHello template(Optional<String> serverName) {
    List<Integer> offered = new ArrayList<>();
    for (CodePoint suite : Registry.commonSuites()) {
      if (suite.isTls13Suite()) {
        offered.add(suite.code());
      }
    }
    for (CodePoint suite : Registry.rareSuites()) {
      if (suite.isTls13Suite()) {
        offered.add(suite.code());
      }
    }
    return new ClientHello(
        ProtocolVersion.TLS_1_3,
        offered,
        GROUPS,
        ClientHello.allSchemes(),
        serverName,
        List.of(),
        false);
  }

  /** Asks for everything. */
  VersionRange range() {
    ClientHello hello = template;
    HelloAnswer first = line.ask(hello);
    if (chosen(first).isEmpty() && !(first instanceof HelloAnswer.Unanswered)) {
      // Some servers take a hello without key shares for an error.
      hello = template.withShares();
      first = line.ask(hello);
    }
    if (chosen(first).isEmpty()) {
      return VersionRange.of(
          ProtocolVersion.TLS_1_3,
          first instanceof HelloAnswer.Unanswered ? Support.UNKNOWN : Support.NO);
    }
    exhaust(hello, first);
    List<Integer> foundSuites = new ArrayList<>(suites);
    List<Integer> foundGroups = new ArrayList<>(groups);
    Optional<ServerHello> turned = Optional.empty();
    if (foundSuites.size() > 1 || foundGroups.size() > 1) {
      turned =
          chosen(
              line.ask(
                  hello
                      .withSuites(Preference.reversed(foundSuites))
                      .withGroups(Preference.reversed(foundGroups))));
    }
    return new VersionRange(
        ProtocolVersion.TLS_1_3,
        Support.YES,
        foundSuites.stream()
            .map(Registry::suite)
            .map(s -> new VersionRange.Choice(s, OptionalInt.empty(), OptionalInt.empty()))
            .toList(),
        turned.map(h -> Preference.of(foundSuites, h.suite())).orElse(Preference.UNKNOWN),
        foundGroups.stream().map(Registry::group).toList(),
        turned
            .filter(h -> h.group().isPresent())
            .map(h -> Preference.of(foundGroups, h.group().getAsInt()))
            .orElse(Preference.UNKNOWN),
        schemes().stream().map(Registry::scheme).toList());
  }

  /** Leaves out suite and group together while both have something left, then each alone. */
  private void exhaust(ClientHello hello, HelloAnswer first) {
    List<Integer> suitesLeft = new ArrayList<>(template.suites());
    List<Integer> groupsLeft = new ArrayList<>(template.groups());
    HelloAnswer answer = first;
    while (take(answer, suitesLeft, groupsLeft) && !suitesLeft.isEmpty() && !groupsLeft.isEmpty()) {
      answer = line.ask(hello.withSuites(suitesLeft).withGroups(groupsLeft));
    }
    List<Integer> allGroups = new ArrayList<>(groups);
    while (!suitesLeft.isEmpty()
        && take(
            line.ask(hello.withSuites(suitesLeft).withGroups(allGroups)),
            suitesLeft,
            new ArrayList<>(allGroups))) {}
    List<Integer> allSuites = new ArrayList<>(suites);
    while (!groupsLeft.isEmpty()
        && take(
            line.ask(hello.withSuites(allSuites).withGroups(groupsLeft)),
            new ArrayList<>(allSuites),
            groupsLeft)) {}
  }

  /** Notes what was chosen and takes it from what is left; false when that was nothing offered. */
  private boolean take(HelloAnswer answer, List<Integer> suitesLeft, List<Integer> groupsLeft) {
    Optional<ServerHello> hello = chosen(answer);
    if (hello.isEmpty()) {
      return false;
    }
    Integer suite = hello.get().suite();
    boolean offered = suitesLeft.remove(suite);
    if (offered) {
      suites.add(suite);
    }
    if (hello.get().group().isPresent()) {
      Integer group = hello.get().group().getAsInt();
      offered &= groupsLeft.remove(group);
      if (offered) {
        groups.add(group);
      }
    }
    return offered;
  }

  /**
   * The server's signature is encrypted, so each scheme is offered alone; the server shows by going
   * on or not whether it has a key for it. Only where it takes a group for which a key share needs
   * no computing.
   */
  private List<Integer> schemes() {
    List<Integer> usable = new ArrayList<>(GeneratorShare.groups());
    usable.retainAll(groups);
    List<Integer> found = new ArrayList<>();
    if (usable.isEmpty()) {
      return found;
    }
    ClientHello hello =
        template.withSuites(new ArrayList<>(suites)).withGroups(usable).withShares();
    for (List<Integer> kind : SCHEMES) {
      if (!goesOn(hello.withSchemes(kind))) {
        continue;
      }
      for (Integer scheme : kind) {
        if (goesOn(hello.withSchemes(List.of(scheme)))) {
          found.add(scheme);
        }
      }
    }
    return found;
  }

  private boolean goesOn(ClientHello hello) {
    return line.askForCertificate(hello) instanceof HelloAnswer.Accepted accepted
        && accepted.hello().version() == ProtocolVersion.TLS_1_3.code();
  }

  private static Optional<ServerHello> chosen(HelloAnswer answer) {
    return answer instanceof HelloAnswer.Accepted accepted
            && accepted.hello().version() == ProtocolVersion.TLS_1_3.code()
        ? Optional.of(accepted.hello())
        : Optional.empty();
  }
}
