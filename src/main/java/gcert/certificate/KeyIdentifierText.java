package gcert.certificate;

import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** By which identifiers a certificate and its issuer find each other. */
final class KeyIdentifierText {
  private KeyIdentifierText() {}

  /** RFC 5280 section 4.2.1.2. */
  static List<String> subject(ASN1Encodable value) {
    return List.of(hex(SubjectKeyIdentifier.getInstance(value).getKeyIdentifier()));
  }

  /** RFC 5280 section 4.2.1.1. */
  static List<String> authority(ASN1Encodable value) {
    byte[] identifier = AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets();
    return List.of(identifier == null ? "by name and serial number" : hex(identifier));
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
