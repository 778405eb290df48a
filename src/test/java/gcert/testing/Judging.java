package gcert.testing;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.certificate.MalformedCertificateException;
import gcert.target.FileTarget;
import gcert.target.Host;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.target.TargetParser;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.judge.ValidationPolicy;
import gcert.trust.path.CertificateCache;
import gcert.trust.requirement.Requirements;
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
public final class Judging {
  private final List<Certificate> chain;
  private final List<Anchor> anchors = new ArrayList<>();
  private final List<Anchor> others = new ArrayList<>();
  private final List<Anchor> more = new ArrayList<>();
  private Optional<Host> identity = Optional.empty();
  private boolean strict;
  private Target target = new FileTarget("-", Optional.empty());
  private CertificateCache known = new CertificateCache();
  private Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private Judging(List<Certificate> chain) {
    this.chain = chain;
  }

  public static Judging of(TestCertificate... chain) {
    return of(List.of(chain));
  }

  public static Judging of(List<TestCertificate> chain) {
    return new Judging(chain.stream().map(Judging::certificate).toList());
  }

  public static Judging ofCertificates(List<Certificate> chain) {
    return new Judging(chain);
  }

  /** Trusts roots from a file that the user named. */
  public Judging trusting(TestCertificate... roots) {
    return trustingFrom("roots.pem", roots);
  }

  public Judging trustingFrom(String source, TestCertificate... roots) {
    for (TestCertificate root : roots) {
      anchors.add(new Anchor(certificate(root), source));
    }
    return this;
  }

  public Judging fallback(TestCertificate... roots) {
    for (TestCertificate root : roots) {
      others.add(new Anchor(certificate(root), "system"));
    }
    return this;
  }

  /** Trusts roots that are asked when the first have no path. */
  public Judging further(TestCertificate... roots) {
    for (TestCertificate root : roots) {
      more.add(new Anchor(certificate(root), "system"));
    }
    return this;
  }

  public Judging name(String name) {
    identity = Optional.of(host(name));
    return this;
  }

  /** The certificates are those that a server sent, not those of a file. */
  public Judging fromServer(String name) {
    try {
      target = new TargetParser(OptionalInt.empty()).parse(name);
      return this;
    } catch (MalformedTargetException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public Judging strict() {
    strict = true;
    return this;
  }

  public Judging knowing(CertificateCache cache) {
    known = cache;
    return this;
  }

  public Judging at(Instant instant) {
    at = instant;
    return this;
  }

  public Verdict verdict() {
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
    Optional<AnchorStore> further =
        more.isEmpty() ? Optional.empty() : Optional.of(new Store(more, "system"));
    ValidationPolicy policy =
        new ValidationPolicy(
            new Store(anchors, "roots.pem"),
            further,
            fallback,
            identity,
            strict,
            Requirements.none());
    return Judge.judge(observation, policy, at, known);
  }

  /** The failures, each as {@code rule: message}. */
  public List<String> failures() {
    return texts(Severity.FAILURE);
  }

  /** The warnings, each as {@code rule: message}. */
  public List<String> warnings() {
    return texts(Severity.WARNING);
  }

  /** The rule of the gravest failure; empty when there is none. */
  public String rule() {
    return verdict().findings().stream()
        .filter(f -> f.severity() == Severity.FAILURE)
        .map(f -> f.rule().id())
        .findFirst()
        .orElse("");
  }

  public boolean passes() {
    return verdict().passed();
  }

  private List<String> texts(Severity severity) {
    return verdict().findings().stream()
        .filter(f -> f.severity() == severity)
        .map(f -> f.rule().id() + ": " + f.message())
        .toList();
  }

  public static Certificate certificate(TestCertificate minted) {
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
