package gcert.probe;

import gcert.failure.Step;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.tls.Authentication;
import gcert.tls.Observation;
import gcert.tls.ServerName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * The addresses of a server, at each of which its certificates are looked at: with hellos where
 * they come in clear, with whole handshakes where only clients of TLS 1.3 are shown them.
 */
final class Places {
  private static final String RSA = "RSA";
  private static final String ECDSA = "ECDSA";

  /** The kinds of key of TLS 1.3, and how the names of their signature schemes begin. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(RSA, "rsa_pss_", Set.of("RSA", "RSASSA-PSS"), Authentication.RSA),
          new Kind(ECDSA, "ecdsa_", Set.of("EC"), Authentication.ECDSA),
          new Kind("EdDSA", "ed", Set.of("EdDSA"), Authentication.EDDSA),
          new Kind("ML-DSA", "mldsa", Set.of("ML-DSA"), Authentication.ML_DSA));

  /**
   * A kind of key.
   *
   * @param families how certificates call their keys ({@code Certificate.keyFamily()})
   */
  private record Kind(String name, String prefix, Set<String> families, Authentication kind) {}

  private final ProbeConnection line;
  private final Function<InetAddress, NetworkProbeConnection> elsewhere;
  private final ServerTarget target;
  private final List<InetAddress> others;
  private final Handshaker handshaker;
  private final Map<InetAddress, NetworkProbeConnection> lines = new HashMap<>();
  private int handshakes;

  /**
   * Makes one.
   *
   * @param line asks at the address that has been asked all along
   * @param elsewhere gives what asks at another address
   * @param others the other addresses of the host
   */
  Places(
      ProbeConnection line,
      Function<InetAddress, NetworkProbeConnection> elsewhere,
      ServerTarget target,
      List<InetAddress> others,
      Handshaker handshaker) {
    this.line = line;
    this.elsewhere = elsewhere;
    this.target = target;
    this.others = others;
    this.handshaker = handshaker;
  }

  /** How many connections were opened here and at the other addresses, hellos here left out. */
  int connections() {
    return handshakes + lines.values().stream().mapToInt(NetworkProbeConnection::connections).sum();
  }

  /**
   * Looks at the certificates.
   *
   * @param classic a hello of the newest version before TLS 1.3 that is spoken
   * @param tls13 what is taken in TLS 1.3
   * @param name the server name that is sent always
   */
  List<Showing> showings(
      Optional<ClientHello> classic, VersionRange tls13, Optional<String> name, Observation seen) {
    Optional<InetAddress> first = seen.address().map(InetSocketAddress::getAddress);
    Optional<String> host =
        target.identity() instanceof Host.Name named ? Optional.of(named.text()) : Optional.empty();
    List<Showing> found = new ArrayList<>();
    if (classic.isPresent() && classic.get().version() != ProtocolVersion.SSL_3_0) {
      ClientHello hello = classic.get();
      found.addAll(
          new ShowingSurvey((at, sent, kind) -> byHello(hello, at, sent, kind), name, host)
              .ask(first, others, kinds(hello)));
    }
    List<String> hidden = kinds(tls13);
    hidden.removeIf(kind -> found.stream().anyMatch(showing -> shows(showing, kind)));
    found.addAll(new ShowingSurvey(this::byHandshake, name, host).ask(first, others, hidden));
    return found;
  }

  /** Whether a certificate with such a key was seen, for which no handshake is needed then. */
  private static boolean shows(Showing showing, String kind) {
    return showing.certificate().stream()
        .anyMatch(certificate -> of(kind).families().contains(certificate.keyFamily()));
  }

  private static Kind of(String name) {
    return KINDS.stream().filter(kind -> kind.name().equals(name)).findAny().orElseThrow();
  }

  private ShowingSurvey.Result byHello(
      ClientHello hello, Optional<InetAddress> address, Optional<String> name, String kind) {
    List<Integer> suites =
        hello.suites().stream().filter(code -> isOf(Registry.suite(code), kind)).toList();
    ProbeConnection asked =
        address.isEmpty() ? line : lines.computeIfAbsent(address.get(), elsewhere);
    return ShowingSurvey.Result.of(asked.ask(hello.withSuites(suites).withServerName(name)));
  }

  private ShowingSurvey.Result byHandshake(
      Optional<InetAddress> address, Optional<String> name, String kind) {
    handshakes++;
    Observation seen =
        handshaker.visit(
            target,
            address,
            name.<ServerName>map(ServerName.Fixed::new).orElseGet(ServerName.Omitted::new),
            of(kind).kind());
    if (!seen.chain().isEmpty()) {
      return ShowingSurvey.Result.shown(seen.chain().get(0).der());
    }
    boolean refused = seen.failure().filter(f -> f.step() == Step.HANDSHAKE).isPresent();
    return refused
        ? new ShowingSurvey.Result(Optional.empty(), OptionalInt.of(-1))
        : ShowingSurvey.Result.unknown();
  }

  private static List<String> kinds(ClientHello hello) {
    List<String> kinds = new ArrayList<>();
    for (String kind : List.of(RSA, ECDSA)) {
      if (hello.suites().stream().anyMatch(code -> isOf(Registry.suite(code), kind))) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static List<String> kinds(VersionRange tls13) {
    List<String> kinds = new ArrayList<>();
    for (Kind kind : KINDS) {
      if (tls13.schemes().stream().anyMatch(scheme -> scheme.name().startsWith(kind.prefix()))) {
        kinds.add(kind.name());
      }
    }
    return kinds;
  }

  /** Whether a server proves itself with this kind of key in a cipher suite. */
  private static boolean isOf(CodePoint suite, String kind) {
    return suite.name().contains("_" + kind + "_");
  }
}
