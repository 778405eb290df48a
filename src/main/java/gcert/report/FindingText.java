package gcert.report;

import gcert.probe.Feature;
import gcert.probe.ProtocolVersion;
import gcert.probe.judging.Finding;

/** What a finding of a norm is about, as reports name it. */
public final class FindingText {
  private FindingText() {}

  /** {@code TLS 1.0}, {@code Diffie-Hellman, 1024 bits} … */
  public static String of(Finding finding) {
    String name = finding.name();
    return switch (finding.subject()) {
      case "version" -> version(name);
      case "missing" -> "no " + version(name);
      case "group" -> "group " + name;
      case "dh" -> "Diffie-Hellman, " + name + " bits";
      case "key" -> "certificate with " + name;
      case "order" -> "the " + name + "'s order of cipher suites";
      case "feature" -> feature(name);
      default -> name;
    };
  }

  private static String version(String key) {
    for (ProtocolVersion version : ProtocolVersion.values()) {
      if (version.key().equals(key)) {
        return version.label();
      }
    }
    return key;
  }

  private static String feature(String name) {
    int end = name.lastIndexOf(' ');
    boolean has = name.endsWith(" yes");
    for (Feature feature : Feature.values()) {
      if (feature.key().equals(name.substring(0, end))) {
        return has ? feature.label() : "no " + feature.label();
      }
    }
    return name;
  }
}
