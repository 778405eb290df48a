package gcert.trust;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.target.Host;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Whether a certificate is valid for a reference identity (RFC 9525): by its alternative names
 * only, never by its common name; DNS names with one wildcard that is the whole left-most label;
 * addresses only as addresses.
 */
final class NameRule {
  private static final int DNS = 2;
  private static final int IP = 7;
  private static final int SHOWN = 3;
  private static final int LIMIT = 64;

  private NameRule() {}

  static void check(Certificate leaf, Host identity, List<Finding> findings) {
    Collection<List<?>> names = names(leaf);
    for (List<?> name : names) {
      if (matches(name, identity)) {
        return;
      }
    }
    findings.add(
        new Finding(
            Rule.NAME,
            Severity.FAILURE,
            Label.of(leaf)
                + ": is not valid for "
                + Escaped.of(identity.text(), LIMIT)
                + ", but for "
                + shown(names)));
  }

  /** Whether a presented DNS name covers a host's name, which is in lower case. */
  static boolean covers(String presented, String host) {
    String name = presented.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
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

  private static boolean matches(List<?> name, Host identity) {
    Object value = name.get(1);
    int kind = (Integer) name.get(0);
    if (identity instanceof Host.Address address) {
      return kind == IP && value instanceof String text && isSame(text, address.address());
    }
    return kind == DNS && value instanceof String text && covers(text, identity.text());
  }

  private static boolean isSame(String literal, InetAddress address) {
    try {
      // A literal is not looked up; the JDK made it of the octets of an iPAddress.
      return Arrays.equals(InetAddress.getByName(literal).getAddress(), address.getAddress());
    } catch (java.net.UnknownHostException e) {
      return false;
    }
  }

  private static Collection<List<?>> names(Certificate leaf) {
    try {
      Collection<List<?>> names = leaf.x509().getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static String shown(Collection<List<?>> names) {
    List<String> texts = new ArrayList<>();
    int count = 0;
    for (List<?> name : names) {
      int kind = (Integer) name.get(0);
      if (kind == DNS || kind == IP) {
        count++;
        if (texts.size() < SHOWN) {
          texts.add(Escaped.of(String.valueOf(name.get(1)), LIMIT));
        }
      }
    }
    if (count == 0) {
      return "no name at all: it has no alternative names, and the common name does not count";
    }
    String more = count > SHOWN ? " and " + (count - SHOWN) + " more" : "";
    return String.join(", ", texts) + more;
  }
}
