package gcert.probe.judging;

import gcert.certificate.Certificate;
import gcert.probe.CodePoint;
import gcert.probe.Preference;
import gcert.probe.ProtocolVersion;
import gcert.probe.ServerRange;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges what was found out about a server by a norm. */
public final class NormJudge {
  private final Norm norm;
  private final ServerRange range;
  private final List<Finding> findings = new ArrayList<>();

  private NormJudge(Norm norm, ServerRange range) {
    this.norm = norm;
    this.range = range;
  }

  /** What the norm says about the server. */
  public static Assessment judge(NormProfile profile, ServerRange range) {
    Norm norm = Norm.of(profile);
    return new Assessment(profile, norm.title(), new NormJudge(norm, range).findings());
  }

  private List<Finding> findings() {
    versions();
    for (VersionRange version : range.spoken()) {
      boolean ssl2 = version.version() == ProtocolVersion.SSL_2_0;
      version.suites().forEach(choice -> add(ssl2 ? "ssl2" : "suite", choice.suite().name()));
    }
    for (VersionRange version : range.spoken()) {
      names(version.groups()).forEach(name -> add("group", name));
      names(version.schemes()).forEach(name -> add("scheme", name));
      sizes(version).forEach(bits -> add("dh", String.valueOf(bits)));
      if (version.preference() != Preference.UNKNOWN
          && version.version() != ProtocolVersion.SSL_2_0) {
        addIfGraded("order", version.preference().name().toLowerCase(Locale.ROOT));
      }
    }
    range.certificates().stream().map(Certificate::key).forEach(key -> add("key", key));
    for (ServerRange.Found found : range.features()) {
      if (found.support() != Support.UNKNOWN) {
        String answer = found.support() == Support.YES ? " yes" : " no";
        addIfGraded("feature", found.feature().key() + answer);
      }
    }
    return findings;
  }

  private void versions() {
    for (VersionRange version : range.versions()) {
      if (version.support() == Support.YES) {
        add("version", version.version().key());
      } else if (version.support() == Support.NO) {
        addIfGraded("missing", version.version().key());
      }
    }
  }

  private static List<String> names(List<CodePoint> codes) {
    return codes.stream().map(CodePoint::name).toList();
  }

  /** Those of Diffie-Hellman; a temporary RSA key belongs to an export suite, which is judged. */
  private static Set<Integer> sizes(VersionRange version) {
    Set<Integer> sizes = new LinkedHashSet<>();
    for (VersionRange.Choice choice : version.suites()) {
      if (choice.dhBits().isPresent() && choice.suite().name().startsWith("TLS_DH")) {
        sizes.add(choice.dhBits().getAsInt());
      }
    }
    return sizes;
  }

  private void add(String subject, String name) {
    Optional<NormRule> rule = norm.grade(subject, name, range);
    Finding finding =
        new Finding(
            subject, name, rule.flatMap(NormRule::grade), rule.map(NormRule::clause).orElse(""));
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }

  /** Not everything that a server has or has not is a matter for norms. */
  private void addIfGraded(String subject, String name) {
    if (norm.grade(subject, name, range).isPresent()) {
      add(subject, name);
    }
  }
}
