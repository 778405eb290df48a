package gcert.rotation;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How two certificates are related: by their names, their issuers, their keys, their lifetimes. */
public final class Lineage {
  private Lineage() {}

  /**
   * Whether one could have taken the place of the other in a routine renewal: the same names, and
   * an issuer of the same family. Keys and lifetimes are free to differ.
   */
  public static boolean related(Certificate one, Certificate other) {
    return sameNames(one, other) && sameIssuerFamily(one, other);
  }

  /**
   * Whether both are for the same names, order aside. A renewal that adds or drops names counts as
   * the same; two sets of which each has a name that the other lacks do not.
   */
  public static boolean sameNames(Certificate one, Certificate other) {
    Set<String> first = new HashSet<>(one.names());
    Set<String> second = new HashSet<>(other.names());
    if (first.isEmpty() || second.isEmpty()) {
      return first.equals(second) && one.subjectName().equals(other.subjectName());
    }
    return first.containsAll(second) || second.containsAll(first);
  }

  /**
   * Whether both come from the same organisation, whichever of its intermediates signed: large
   * authorities change those without notice. Issuers that name no organisation have to be equal.
   */
  public static boolean sameIssuerFamily(Certificate one, Certificate other) {
    DistinguishedName first = one.issuerName();
    DistinguishedName second = other.issuerName();
    if (first.equals(second)) {
      return true;
    }
    String organisation = organisation(first);
    return !organisation.isEmpty() && organisation.equalsIgnoreCase(organisation(second));
  }

  /** Whether both certify the same public key. */
  public static boolean sameKey(Certificate one, Certificate other) {
    return one.spkiSha256().equals(other.spkiSha256());
  }

  /** Whether both keys are of one kind: RSA, EC, EdDSA … whatever their sizes. */
  public static boolean sameKeyKind(Certificate one, Certificate other) {
    return keyKind(one).equals(keyKind(other));
  }

  /**
   * Whether the lifetimes share at least half of the shorter of them. Two certificates kept side by
   * side do; one that follows the other does not, since renewals come late in a lifetime.
   */
  public static boolean livesBeside(Certificate one, Certificate other) {
    Instant from = later(one.notBefore(), other.notBefore());
    Instant to = one.notAfter().isBefore(other.notAfter()) ? one.notAfter() : other.notAfter();
    Duration shorter = lifetime(one);
    if (lifetime(other).compareTo(shorter) < 0) {
      shorter = lifetime(other);
    }
    return Duration.between(from, to).multipliedBy(2).compareTo(shorter) >= 0;
  }

  /** The family of a key's algorithm. */
  static String keyKind(Certificate certificate) {
    return certificate.keyFamily();
  }

  private static Duration lifetime(Certificate certificate) {
    return Duration.between(certificate.notBefore(), certificate.notAfter());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String organisation(DistinguishedName name) {
    List<String> organisations = name.texts(DistinguishedName.ORGANIZATION);
    return organisations.isEmpty() ? "" : organisations.get(0).strip();
  }
}
