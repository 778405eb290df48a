package gcert.trust.requirement;

import gcert.failure.Escaped;
import gcert.target.FileTarget;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The session that was negotiated has to be as demanded. Every demand has to be met, but of the
 * ciphers named ({@code aes128}, {@code aes256}, {@code chacha20}) one is enough: no session has
 * two.
 *
 * @param demands what is demanded
 */
public record RequiredTls(Set<TlsRequirement> demands) implements Requirement {

  /** Takes a copy of the set. */
  public RequiredTls {
    demands = Set.copyOf(demands);
  }

  @Override
  public List<Finding> judge(Observation observation, Verdict verdict, Instant at) {
    if (demands.isEmpty()) {
      return List.of();
    }
    Optional<TlsSession> session = observation.session();
    if (session.isEmpty()) {
      return List.of(notSeen(observation));
    }
    List<Finding> findings = new ArrayList<>();
    Set<TlsRequirement> ciphers = EnumSet.noneOf(TlsRequirement.class);
    boolean cipherMet = false;
    for (TlsRequirement demand : ordered()) {
      if (demand.isAlternative()) {
        ciphers.add(demand);
        cipherMet |= demand.isMetBy(session.get());
      } else if (!demand.isMetBy(session.get())) {
        findings.add(missed(session.get(), demand.rule(), demand.word()));
      }
    }
    if (!ciphers.isEmpty() && !cipherMet) {
      findings.add(missed(session.get(), Rule.REQUIRE_CIPHER, words(ciphers, " or ")));
    }
    return findings;
  }

  private Finding notSeen(Observation observation) {
    boolean file = observation.target() instanceof FileTarget;
    return new Finding(
        ordered().iterator().next().rule(),
        file ? Severity.WARNING : Severity.FAILURE,
        words(ordered(), ", ")
            + " is required, but "
            + (file ? "a file shows no TLS session: not judged" : "no TLS session was negotiated"));
  }

  private static Finding missed(TlsSession session, Rule rule, String wanted) {
    return new Finding(
        rule,
        Severity.FAILURE,
        wanted
            + " is required, but the server chose "
            + Escaped.of(session.version())
            + " with "
            + Escaped.of(session.cipher())
            + session.group().map(group -> " and " + Escaped.of(group)).orElse(""));
  }

  private Set<TlsRequirement> ordered() {
    return EnumSet.copyOf(demands);
  }

  private static String words(Set<TlsRequirement> demands, String between) {
    return demands.stream().map(TlsRequirement::word).collect(Collectors.joining(between));
  }
}
