package gcert.certificate;

import gcert.asn1.Asn1Text;
import gcert.asn1.MalformedAsn1Exception;
import gcert.target.Ipv6Text;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/** The text of a GeneralName (RFC 5280 section 4.2.1.6). */
public final class GeneralNameText {
  private static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

  private GeneralNameText() {}

  /**
   * DNS names and addresses plain, everything else behind its kind.
   *
   * @throws IllegalArgumentException when the name is malformed
   */
  public static String of(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.dNSName -> string(name);
      case GeneralName.iPAddress -> address(octets(name));
      case GeneralName.rfc822Name -> "email:" + string(name);
      case GeneralName.uniformResourceIdentifier -> "URI:" + string(name);
      case GeneralName.directoryName -> "directory:" + directory(name);
      case GeneralName.registeredID -> "registered ID:" + name.getName();
      case GeneralName.otherName -> other(OtherName.getInstance(name.getName()));
      case GeneralName.x400Address -> "X.400 address";
      case GeneralName.ediPartyName -> "EDI party name";
      default -> "unknown kind of name";
    };
  }

  /**
   * The text of a name at the base of a subtree of name constraints (RFC 5280 section 4.2.1.10): an
   * address has its mask behind it, {@code 192.0.2.0/255.255.255.0}; an empty DNS name is {@code
   * any DNS name}.
   *
   * @throws IllegalArgumentException when the name is malformed
   */
  public static String ofConstraint(GeneralName base) {
    if (base.getTagNo() == GeneralName.iPAddress) {
      byte[] octets = octets(base);
      int half = octets.length / 2;
      return address(Arrays.copyOf(octets, half))
          + "/"
          + address(Arrays.copyOfRange(octets, half, octets.length));
    }
    String text = of(base);
    return text.isEmpty() ? "any DNS name" : text;
  }

  /** An address of 4 or 16 octets; any other number of octets in hex. */
  static String address(byte[] octets) {
    try {
      if (octets.length == 4) {
        return (octets[0] & 0xff)
            + "."
            + (octets[1] & 0xff)
            + "."
            + (octets[2] & 0xff)
            + "."
            + (octets[3] & 0xff);
      }
      if (octets.length == 16) {
        return Ipv6Text.of(Inet6Address.getByAddress(null, octets, -1));
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
    return "malformed address:" + HexFormat.of().formatHex(octets);
  }

  private static byte[] octets(GeneralName name) {
    return ASN1OctetString.getInstance(name.getName()).getOctets();
  }

  private static String string(GeneralName name) {
    return text(name.getName());
  }

  private static String directory(GeneralName name) {
    try {
      return DistinguishedName.of(name.getName()).text();
    } catch (MalformedAsn1Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text(ASN1Encodable value) {
    try {
      return Asn1Text.of(value);
    } catch (MalformedAsn1Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String other(OtherName name) {
    if (name.getTypeID().equals(SMTP_UTF8_MAILBOX) && name.getValue() instanceof ASN1String) {
      return "email:" + text(name.getValue());
    }
    return "other:" + name.getTypeID();
  }
}
