package gcert.trust.profile;

import gcert.certificate.ExtensionOids;
import gcert.failure.Escaped;
import gcert.trust.Rule;
import gcert.trust.extension.ExtendedKeyUsages;
import gcert.trust.extension.PathCertificate;
import gcert.trust.name.DnsName;
import gcert.trust.name.PresentedIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.TBSCertificate;

/** The profile of a server's certificate (baseline requirements section 7.1.2.7 and 7.1.4.3). */
final class ServerRules {
  private static final int LIMIT = 64;

  /** Purposes that a server's certificate must not have beside its own. */
  private static final Set<String> FOREIGN =
      Set.of(
          ExtendedKeyUsages.ANY,
          "1.3.6.1.5.5.7.3.3", // code signing
          "1.3.6.1.5.5.7.3.4", // e-mail
          "1.3.6.1.5.5.7.3.8", // time stamps
          "1.3.6.1.5.5.7.3.9", // OCSP responses
          "1.3.6.1.4.1.11129.2.4.4"); // signing of precertificates

  private ServerRules() {}

  static void check(PathCertificate leaf, TBSCertificate fields, ProfileViolations breaches) {
    checkPurposes(leaf, breaches);
    if (!leaf.has(ExtensionOids.ALTERNATIVE_NAMES)) {
      breaches.add(Rule.SUBJECT, "has no subject alternative names");
    } else {
      checkCommonNames(leaf, fields, breaches);
      checkNames(leaf, breaches);
    }
    if (!leaf.isCa() && leaf.has(ExtensionOids.NAME_CONSTRAINTS)) {
      breaches.addFailure(Rule.NAME_CONSTRAINTS, "has name constraints, which only a CA may have");
    }
    if (!leaf.isCa()
        && leaf.has(ExtensionOids.KEY_USAGE)
        && leaf.keyMay(PathCertificate.KEY_CERT_SIGN)) {
      breaches.addFailure(Rule.KEY_USAGE, "may sign certificates, but is not a CA");
    }
  }

  private static void checkPurposes(PathCertificate leaf, ProfileViolations breaches) {
    Optional<List<String>> purposes = leaf.purposes();
    if (purposes.isEmpty()) {
      breaches.add(Rule.EXTENDED_KEY_USAGE, "does not say that it is meant for servers");
      return;
    }
    for (String purpose : purposes.get()) {
      if (FOREIGN.contains(purpose)) {
        breaches.add(
            Rule.EXTENDED_KEY_USAGE,
            "is meant for "
                + (purpose.equals(ExtendedKeyUsages.ANY)
                    ? "any purpose"
                    : ExtendedKeyUsages.word(purpose))
                + " too");
        return;
      }
    }
  }

  /** There is one common name at most, and it is an alternative name exactly. */
  private static void checkCommonNames(
      PathCertificate leaf, TBSCertificate fields, ProfileViolations breaches) {
    List<String> names = leaf.certificate().names();
    int count = 0;
    for (RDN rdn : fields.getSubject().getRDNs(BCStyle.CN)) {
      for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
        if (!part.getType().equals(BCStyle.CN)) {
          continue;
        }
        count++;
        if (part.getValue() instanceof ASN1String text && !names.contains(text.getString())) {
          breaches.add(
              Rule.SUBJECT,
              "its common name "
                  + Escaped.of(text.getString(), LIMIT)
                  + " is not among its alternative names");
          return;
        }
      }
    }
    if (count > 1) {
      breaches.add(Rule.SUBJECT, "has " + count + " common names");
    }
  }

  private static void checkNames(PathCertificate leaf, ProfileViolations breaches) {
    for (PresentedIdentifier presented : leaf.names()) {
      Optional<String> wanted = wanted(presented);
      if (wanted.isPresent()) {
        breaches.add(
            Rule.SUBJECT, "the alternative name " + presented.text() + " is not " + wanted.get());
        return;
      }
    }
  }

  /** What a name is said to be; empty where it is that. */
  private static Optional<String> wanted(PresentedIdentifier presented) {
    return switch (presented.kind()) {
      case GeneralName.dNSName -> isHost(presented) ? Optional.empty() : Optional.of("a DNS name");
      case GeneralName.iPAddress ->
          presented.octets().length == 4 || presented.octets().length == 16
              ? Optional.empty()
              : Optional.of("an address");
      case GeneralName.rfc822Name ->
          isMailbox(presented.characters()) ? Optional.empty() : Optional.of("a mailbox");
      case GeneralName.uniformResourceIdentifier ->
          presented.characters().indexOf(':') > 0 ? Optional.empty() : Optional.of("a URI");
      default -> Optional.empty();
    };
  }

  private static boolean isHost(PresentedIdentifier presented) {
    String name = presented.characters();
    String plain = name.startsWith("*.") ? name.substring(2) : name;
    // An underscore does no harm to a comparison, but no CA may put one in a name.
    return DnsName.isWellFormed(plain)
        && plain.indexOf('_') < 0
        && !DnsName.looksLikeAddress(plain);
  }

  private static boolean isMailbox(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && DnsName.isWellFormed(text.substring(at + 1));
  }
}
