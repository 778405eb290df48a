package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.Asn1Text;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/**
 * One attribute.
 *
 * @param type the dotted object identifier
 * @param value the value as it is encoded
 */
record NameAttribute(String type, ASN1Encodable value) {

  /** The text of the value; empty when it is no text, or none that can be read. */
  Optional<String> text() {
    return Asn1Decoding.attempt(() -> Asn1Text.of(value));
  }

  /** The DER octets of the value. */
  byte[] der() {
    return Asn1Decoding.readOr(
        new byte[0], () -> value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
  }
}
