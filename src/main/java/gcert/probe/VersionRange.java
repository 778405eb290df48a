package gcert.probe;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a server takes in one version.
 *
 * @param support whether it speaks the version
 * @param suites the cipher suites, in the order in which it chose them
 * @param preference whose order of suites decides
 * @param groups the key-exchange groups, in the order in which it chose them; in versions before
 *     TLS 1.3 found for the newest of them only
 * @param groupPreference whose order of groups decides
 * @param schemes the signature schemes for the key exchange, as for the groups
 */
public record VersionRange(
    ProtocolVersion version,
    Support support,
    List<Choice> suites,
    Preference preference,
    List<CodePoint> groups,
    Preference groupPreference,
    List<CodePoint> schemes) {

  /** Takes copies of the lists. */
  public VersionRange {
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    schemes = List.copyOf(schemes);
  }

  /** A version of which no more is known. */
  static VersionRange of(ProtocolVersion version, Support support) {
    return new VersionRange(
        version, support, List.of(), Preference.UNKNOWN, List.of(), Preference.UNKNOWN, List.of());
  }

  VersionRange with(List<CodePoint> groups, Preference preferred, List<CodePoint> schemes) {
    return new VersionRange(version, support, suites, preference, groups, preferred, schemes);
  }

  /**
   * A cipher suite that the server chose.
   *
   * @param group the code of the group that it chose for it, before TLS 1.3
   * @param dhBits the size of its Diffie-Hellman group, or of a temporary RSA key
   */
  public record Choice(CodePoint suite, OptionalInt group, OptionalInt dhBits) {}
}
