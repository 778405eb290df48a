package gcert.trust;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.certificate.MalformedCertificateException;
import gcert.target.FileTarget;
import gcert.target.Host;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.target.TargetParser;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.tls.Timing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges minted chains in one expression.
 *
 * <pre>{@code
 * Judging.of(leaf, intermediate).trusting(root).name("mx.test").findings();
 * }</pre>
 */
final class Judging {
  private final List<Certificate> chain;
  private final List<Anchor> anchors = new ArrayList<>();
  private final List<Anchor> others = new ArrayList<>();
  private Optional<Host> identity = Optional.empty();
  private boolean strict;
  private Target target = new FileTarget("-", Optional.empty());
  private CertificateCache known = new CertificateCache();
  private Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private Judging(List<Certificate> chain) {
    this.chain = chain;
  }

  static Judging of(TestCertificate... chain) {
    return of(List.of(chain));
  }

  static Judging of(List<TestCertificate> chain) {
    return new Judging(chain.stream().map(Judging::certificate).toList());
  }

  static Judging ofCertificates(List<Certificate> chain) {
    return new Judging(chain);
  }

  /** Trusts roots from a file that the user named. */
  Judging trusting(TestCertificate... roots) {
    return trustingFrom("roots.pem", roots);
  }

  Judging trustingFrom(String source, TestCertificate... roots) {
    for (TestCertificate root : roots) {
      anchors.add(new Anchor(certificate(root), source));
    }
    return this;
  }

  Judging fallback(TestCertificate... roots) {
    for (TestCertificate root : roots) {
      others.add(new Anchor(certificate(root), "system"));
    }
    return this;
  }

  Judging name(String name) {
    identity = Optional.of(host(name));
    return this;
  }

  /** The certificates are those that a server sent, not those of a file. */
  Judging fromServer(String name) {
    try {
      target = new TargetParser(OptionalInt.empty()).parse(name);
      return this;
    } catch (MalformedTargetException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Judging strict() {
    strict = true;
    return this;
  }

  Judging knowing(CertificateCache cache) {
    known = cache;
    return this;
  }

  Judging at(Instant instant) {
    at = instant;
    return this;
  }

  Verdict verdict() {
    Optional<AnchorStore> fallback =
        others.isEmpty() ? Optional.empty() : Optional.of(new Store(others, "system"));
    Observation observation =
        new Observation(
            target,
            at,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            chain,
            Timing.none(),
            Optional.empty());
    Policy policy = new Policy(new Store(anchors, "roots.pem"), fallback, identity, strict);
    return Judge.judge(observation, policy, at, known);
  }

  /** The failures, each as {@code rule: message}. */
  List<String> failures() {
    return texts(Severity.FAILURE);
  }

  /** The warnings, each as {@code rule: message}. */
  List<String> warnings() {
    return texts(Severity.WARNING);
  }

  /** The rule of the gravest failure; empty when there is none. */
  String rule() {
    return verdict().findings().stream()
        .filter(f -> f.severity() == Severity.FAILURE)
        .map(f -> f.rule().id())
        .findFirst()
        .orElse("");
  }

  boolean passes() {
    return verdict().passed();
  }

  private List<String> texts(Severity severity) {
    return verdict().findings().stream()
        .filter(f -> f.severity() == severity)
        .map(f -> f.rule().id() + ": " + f.message())
        .toList();
  }

  static Certificate certificate(TestCertificate minted) {
    try {
      return Certificate.parse(minted.der());
    } catch (MalformedCertificateException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Host host(String name) {
    try {
      String bracketed = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
      return ((ServerTarget) new TargetParser(OptionalInt.empty()).parse(bracketed)).host();
    } catch (MalformedTargetException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private record Store(List<Anchor> all, String name) implements AnchorStore {
    @Override
    public List<Anchor> bySubject(DistinguishedName subject) {
      return all.stream().filter(a -> a.certificate().subjectName().equals(subject)).toList();
    }
  }
}
