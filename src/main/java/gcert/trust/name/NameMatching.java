package gcert.trust.name;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.target.Host;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Whether a certificate is valid for a reference identity (RFC 9525): by its alternative names
 * only, never by its common name; DNS names with one wildcard that is the whole left-most label;
 * addresses only as addresses.
 */
public final class NameMatching {
  private static final int SHOWN = 3;
  private static final int LIMIT = 64;

  private NameMatching() {}

  /** Adds a failure where a certificate is not valid for an identity. */
  public static void check(Certificate leaf, Host identity, List<Finding> findings) {
    List<PresentedIdentifier> names = PresentedIdentifier.alternatives(leaf);
    for (PresentedIdentifier name : names) {
      if (matches(name, identity)) {
        return;
      }
    }
    findings.add(
        new Finding(
            Rule.NAME,
            Severity.FAILURE,
            "certificate \""
                + CertificateLabel.of(leaf)
                + "\" is not valid for "
                + Escaped.of(identity.text(), LIMIT)
                + "; "
                + covered(names, identity)));
  }

  /** What it is valid for instead. */
  private static String covered(List<PresentedIdentifier> names, Host identity) {
    if (identity instanceof Host.Address) {
      for (PresentedIdentifier name : names) {
        if (name.kind() == GeneralName.dNSName && name.characters().equals(identity.text())) {
          return "it has the address as a DNS name, where no client looks for it: it has to be"
              + " an alternative name of type iPAddress";
        }
      }
    }
    return "it covers " + shown(names);
  }

  /** Whether a presented DNS name covers a host's name, which is in lower case. */
  static boolean covers(String presented, String host) {
    String name = presented.toLowerCase(Locale.ROOT);
    if (!name.startsWith("*.")) {
      return DnsName.isWellFormed(name) && !DnsName.looksLikeAddress(name) && name.equals(host);
    }
    String parent = name.substring(2);
    int label = host.indexOf('.');
    // One label below a name of two at least: "*.com" is nobody's to have.
    return label > 0
        && parent.indexOf('.') > 0
        && DnsName.isWellFormed(parent)
        && !DnsName.looksLikeAddress(parent)
        && host.length() - label - 1 == parent.length()
        && host.endsWith(parent);
  }

  private static boolean matches(PresentedIdentifier name, Host identity) {
    if (identity instanceof Host.Address address) {
      return name.kind() == GeneralName.iPAddress
          && Arrays.equals(name.octets(), address.address().getAddress());
    }
    return name.kind() == GeneralName.dNSName && covers(name.characters(), identity.text());
  }

  private static String shown(List<PresentedIdentifier> names) {
    List<String> texts = new ArrayList<>();
    int count = 0;
    for (PresentedIdentifier name : names) {
      if (name.kind() == GeneralName.dNSName || name.kind() == GeneralName.iPAddress) {
        count++;
        if (texts.size() < SHOWN) {
          texts.add(name.text());
        }
      }
    }
    if (count == 0) {
      return "no name at all: it has no subject alternative names, and the common name does not"
          + " count";
    }
    String more = count > SHOWN ? " and " + (count - SHOWN) + " more" : "";
    return String.join(", ", texts) + more;
  }
}
