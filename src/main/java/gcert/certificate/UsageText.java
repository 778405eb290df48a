package gcert.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a certificate and its key may be used for. */
final class UsageText {
  /** In the order of the bits (RFC 5280 section 4.2.1.3). */
  private static final String[] USAGES = {
    "digital signature",
    "non-repudiation",
    "key encipherment",
    "data encipherment",
    "key agreement",
    "certificate signing",
    "CRL signing",
    "encipher only",
    "decipher only"
  };

  /** The numbers of TLS extensions (RFC 6066, RFC 6961) that a server can be bound to send. */
  private static final BigInteger STATUS_REQUEST = BigInteger.valueOf(5);

  private static final BigInteger STATUS_REQUEST_V2 = BigInteger.valueOf(17);

  private UsageText() {}

  /** RFC 5280 section 4.2.1.9. */
  static List<String> basicConstraints(ASN1Encodable value) {
    BasicConstraints constraints = BasicConstraints.getInstance(value);
    if (!constraints.isCA()) {
      return List.of("end entity");
    }
    BigInteger length = constraints.getPathLenConstraint();
    if (length == null) {
      return List.of("CA");
    }
    return List.of(length.signum() == 0 ? "CA, of end entities only" : "CA, path length " + length);
  }

  /** RFC 5280 section 4.2.1.3. */
  static List<String> keyUsage(ASN1Encodable value) {
    KeyUsage usage = KeyUsage.getInstance(value);
    byte[] bits = usage.getBytes();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < USAGES.length; i++) {
      if (i / 8 < bits.length && (bits[i / 8] & (0x80 >> (i % 8))) != 0) {
        words.add(USAGES[i]);
      }
    }
    return words.isEmpty() ? List.of("none") : List.of(String.join(", ", words));
  }

  /** RFC 5280 section 4.2.1.12. */
  static List<String> extendedKeyUsage(ASN1Encodable value) {
    List<String> words = new ArrayList<>();
    for (KeyPurposeId purpose : ExtendedKeyUsage.getInstance(value).getUsages()) {
      words.add(purpose(purpose));
    }
    return List.of(String.join(", ", words));
  }

  /** RFC 7633. */
  static List<String> tlsFeature(ASN1Encodable value) {
    List<String> words = new ArrayList<>();
    for (ASN1Encodable feature : ASN1Sequence.getInstance(value)) {
      BigInteger number = ASN1Integer.getInstance(feature).getValue();
      if (number.equals(STATUS_REQUEST)) {
        words.add("must staple an OCSP response");
      } else if (number.equals(STATUS_REQUEST_V2)) {
        words.add("must staple OCSP responses for the chain");
      } else {
        words.add("extension " + number);
      }
    }
    return words;
  }

  private static String purpose(KeyPurposeId purpose) {
    if (purpose.equals(KeyPurposeId.id_kp_serverAuth)) {
      return "TLS server";
    }
    if (purpose.equals(KeyPurposeId.id_kp_clientAuth)) {
      return "TLS client";
    }
    if (purpose.equals(KeyPurposeId.id_kp_emailProtection)) {
      return "e-mail protection";
    }
    if (purpose.equals(KeyPurposeId.id_kp_codeSigning)) {
      return "code signing";
    }
    if (purpose.equals(KeyPurposeId.id_kp_timeStamping)) {
      return "time stamping";
    }
    if (purpose.equals(KeyPurposeId.id_kp_OCSPSigning)) {
      return "OCSP signing";
    }
    return purpose.equals(KeyPurposeId.anyExtendedKeyUsage) ? "any" : purpose.getId();
  }
}
