package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import gcert.signature.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/**
 * Describes the extensions of a certificate to a mail administrator.
 *
 * <p>Nothing here judges. What cannot be read is said to be so, with its identifier; it stops
 * nothing. The subject alternative names are told by {@link Certificate#names()}.
 */
public final class ExtensionReader {
  private static final int LONGEST_HEX = 24;

  private ExtensionReader() {}

  /** How one kind of extension is put into words. */
  private record Kind(String label, Wording wording) {}

  /** Reads the value of an extension; any unchecked exception means that it is malformed. */
  private interface Wording {
    List<String> of(ASN1Encodable value);
  }

  /** In the order in which they are told; those of other kinds come behind, as encoded. */
  private static final Map<ASN1ObjectIdentifier, Kind> KINDS = kinds();

  /**
   * Every extension but the subject alternative names, those of known kinds first. Empty when the
   * certificate has none, or cannot be taken apart at all.
   */
  public static List<ExtensionText> read(Certificate certificate) {
    List<ExtensionText> words = new ArrayList<>();
    KINDS.forEach(
        (oid, kind) ->
            certificate.extension(oid.getId()).ifPresent(found -> words.add(known(found, kind))));
    for (Extension extension : certificate.extensions()) {
      ASN1ObjectIdentifier oid = extension.getExtnId();
      if (!KINDS.containsKey(oid) && !oid.equals(Extension.subjectAlternativeName)) {
        words.add(unknown(extension));
      }
    }
    return words;
  }

  private static ExtensionText known(Extension extension, Kind kind) {
    String oid = extension.getExtnId().getId();
    Optional<List<String>> values =
        Asn1Decoding.attempt(() -> kind.wording().of(extension.getParsedValue()));
    return new ExtensionText(
        oid,
        kind.label(),
        extension.isCritical(),
        values.isPresent(),
        values
            .map(read -> read.isEmpty() ? List.of("empty") : read)
            .orElseGet(() -> List.of("cannot be read, " + content(extension))));
  }

  private static ExtensionText unknown(Extension extension) {
    String oid = extension.getExtnId().getId();
    return new ExtensionText(oid, oid, extension.isCritical(), true, List.of(content(extension)));
  }

  /** Short content in hex; of longer content the length and a digest, so that a change shows. */
  private static String content(Extension extension) {
    byte[] octets = extension.getExtnValue().getOctets();
    if (octets.length <= LONGEST_HEX) {
      return octets.length == 0 ? "empty" : "hex " + HexFormat.of().formatHex(octets);
    }
    return octets.length + " octets, SHA-256 " + Sha256.hex(octets);
  }

  private static Map<ASN1ObjectIdentifier, Kind> kinds() {
    Map<ASN1ObjectIdentifier, Kind> kinds = new LinkedHashMap<>();
    kinds.put(Extension.basicConstraints, new Kind("role", UsageText::basicConstraints));
    kinds.put(Extension.keyUsage, new Kind("key usage", UsageText::keyUsage));
    kinds.put(Extension.extendedKeyUsage, new Kind("purposes", UsageText::extendedKeyUsage));
    kinds.put(Extension.certificatePolicies, new Kind("policies", PolicyText::of));
    kinds.put(Extension.nameConstraints, new Kind("limits", NameConstraintText::of));
    kinds.put(
        new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"), new Kind("TLS", UsageText::tlsFeature));
    kinds.put(Extension.authorityInfoAccess, new Kind("authority", LocationText::authorityAccess));
    kinds.put(Extension.cRLDistributionPoints, new Kind("CRL", LocationText::distributionPoints));
    kinds.put(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"), new Kind("CT logs", SctText::of));
    kinds.put(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3"),
        new Kind("CT poison", value -> List.of("a precertificate, not for use")));
    kinds.put(Extension.subjectKeyIdentifier, new Kind("key id", KeyIdentifierText::subject));
    kinds.put(
        Extension.authorityKeyIdentifier, new Kind("issuer id", KeyIdentifierText::authority));
    return kinds;
  }
}
