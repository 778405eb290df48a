package gcert.trust.name;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.DistinguishedName;
import gcert.certificate.GeneralNameText;
import gcert.failure.Escaped;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * One tree of names in name constraints (RFC 5280 section 4.2.1.10).
 *
 * <p>What cannot be compared (a malformed name or tree, a kind that is not known here) is never
 * permitted and always excluded.
 *
 * @param kind the tag of the GeneralName
 * @param base the name at the root of the tree
 * @param plain whether minimum and maximum are as the profile says
 */
record NameSubtree(int kind, GeneralName base, boolean plain) {
  private static final int LIMIT = 64;

  private enum Relation {
    INSIDE,
    OUTSIDE,
    /** A wildcard, or a mailbox, of which something may be inside and something outside. */
    PARTLY,
    UNKNOWN
  }

  /** Whether a name is wholly inside. */
  boolean permits(PresentedIdentifier name) {
    return relation(name) == Relation.INSIDE;
  }

  /** Whether a name is not wholly outside. */
  boolean excludes(PresentedIdentifier name) {
    return relation(name) != Relation.OUTSIDE;
  }

  /** The base, escaped. */
  String text() {
    return Escaped.of(
        Asn1Decoding.readOr("a malformed name", () -> GeneralNameText.ofConstraint(base)), LIMIT);
  }

  private Relation relation(PresentedIdentifier name) {
    if (!plain) {
      return Relation.UNKNOWN;
    }
    return Asn1Decoding.readOr(Relation.UNKNOWN, () -> compare(name));
  }

  private Relation compare(PresentedIdentifier name) throws MalformedAsn1Exception {
    return switch (kind) {
      case GeneralName.dNSName -> dns(text(name.name()), text(base));
      case GeneralName.rfc822Name -> mailbox(written(name.name()), written(base));
      case GeneralName.uniformResourceIdentifier -> uri(text(name.name()), text(base));
      case GeneralName.iPAddress -> address(octets(name.name()), octets(base));
      case GeneralName.directoryName -> directory(name.name(), base);
      default -> Relation.UNKNOWN;
    };
  }

  /** Every name that is made by adding labels on the left is inside. */
  private static Relation dns(String name, String base) {
    boolean wildcard = name.startsWith("*.");
    String plain = wildcard ? name.substring(2) : name;
    String tree = base.startsWith(".") ? base.substring(1) : base;
    if (!DnsName.isWellFormed(plain) || (!base.isEmpty() && !DnsName.isWellFormed(tree))) {
      return Relation.UNKNOWN;
    }
    // A leading dot asks for at least one label more: common, though only URIs may have it.
    if (base.startsWith(".") && !wildcard && plain.equals(tree)) {
      return Relation.OUTSIDE;
    }
    if (isBelow(plain, tree)) {
      return Relation.INSIDE;
    }
    boolean covers =
        wildcard
            && isBelow(tree, plain)
            && !tree.equals(plain)
            && tree.indexOf('.') == tree.length() - plain.length() - 1;
    return covers ? Relation.PARTLY : Relation.OUTSIDE;
  }

  private static boolean isBelow(String name, String tree) {
    return tree.isEmpty() || name.equals(tree) || name.endsWith("." + tree);
  }

  /** A mailbox, all mailboxes of a host, or with a leading dot of all hosts in a domain. */
  private static Relation mailbox(String name, String base) {
    int at = name.lastIndexOf('@');
    int baseAt = base.lastIndexOf('@');
    if (at <= 0 || name.indexOf('@') != at || base.indexOf('@') != baseAt) {
      return Relation.UNKNOWN;
    }
    String host = name.substring(at + 1).toLowerCase(Locale.ROOT);
    String baseHost = base.substring(baseAt + 1).toLowerCase(Locale.ROOT);
    if (!DnsName.isWellFormed(host) || !isHostTree(baseHost)) {
      return Relation.UNKNOWN;
    }
    if (baseAt >= 0) {
      return baseAt > 0 && host.equals(baseHost)
          ? local(unquoted(name.substring(0, at)), unquoted(base.substring(0, baseAt)))
          : Relation.OUTSIDE;
    }
    return host(host, baseHost);
  }

  /** Hosts may tell mailboxes of other case apart, though few do (section 7.5). */
  private static Relation local(String name, String base) {
    if (name.equals(base)) {
      return Relation.INSIDE;
    }
    return name.equalsIgnoreCase(base) ? Relation.PARTLY : Relation.OUTSIDE;
  }

  /** A local part without the quotes that are a way of writing it (RFC 5321 section 4.1.2). */
  private static String unquoted(String local) {
    boolean quoted = local.length() > 1 && local.startsWith("\"") && local.endsWith("\"");
    return quoted ? local.substring(1, local.length() - 1).replace("\\", "") : local;
  }

  /** The host of the URI's authority; a URI without one, or with an address, is not comparable. */
  private static Relation uri(String name, String base) {
    int scheme = name.indexOf("://");
    if (scheme <= 0 || !isHostTree(base)) {
      return Relation.UNKNOWN;
    }
    int start = scheme + 3;
    int end = start;
    while (end < name.length() && "/?#".indexOf(name.charAt(end)) < 0) {
      end++;
    }
    String authority = name.substring(start, end);
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = hostAndPort.indexOf(':');
    String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    if (!DnsName.isWellFormed(host) || DnsName.looksLikeAddress(host)) {
      return Relation.UNKNOWN;
    }
    return host(host, base);
  }

  private static boolean isHostTree(String base) {
    return base.isEmpty() || DnsName.isWellFormed(base.startsWith(".") ? base.substring(1) : base);
  }

  private static Relation host(String host, String base) {
    boolean inside =
        base.isEmpty() || (base.startsWith(".") ? host.endsWith(base) : host.equals(base));
    return inside ? Relation.INSIDE : Relation.OUTSIDE;
  }

  /** Address and mask, of twice the length of an address (RFC 4632). */
  private static Relation address(byte[] address, byte[] range) {
    if ((address.length != 4 && address.length != 16)
        || (range.length != 8 && range.length != 32)
        || !isContiguous(range)) {
      return Relation.UNKNOWN;
    }
    if (range.length != 2 * address.length) {
      return Relation.OUTSIDE;
    }
    for (int i = 0; i < address.length; i++) {
      int mask = range[address.length + i];
      if ((address[i] & mask) != (range[i] & mask)) {
        return Relation.OUTSIDE;
      }
    }
    return Relation.INSIDE;
  }

  private static boolean isContiguous(byte[] range) {
    boolean zero = false;
    for (int bit = range.length * 4; bit < range.length * 8; bit++) {
      boolean set = (range[bit / 8] & (0x80 >> (bit % 8))) != 0;
      if (set && zero) {
        return false;
      }
      zero |= !set;
    }
    return true;
  }

  /** The first relative names are those of the base (RFC 5280 section 7.1). */
  private static Relation directory(GeneralName name, GeneralName base)
      throws MalformedAsn1Exception {
    DistinguishedName tree = DistinguishedName.of(base.getName());
    return DistinguishedName.of(name.getName()).isWithin(tree) ? Relation.INSIDE : Relation.OUTSIDE;
  }

  private static String text(GeneralName name) {
    return written(name).toLowerCase(Locale.ROOT);
  }

  private static String written(GeneralName name) {
    return ASN1IA5String.getInstance(name.getName()).getString();
  }

  private static byte[] octets(GeneralName name) {
    byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
    return Arrays.copyOf(octets, octets.length);
  }
}
