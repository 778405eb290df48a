package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.Asn1Time;
import gcert.asn1.MalformedAsn1Exception;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/**
 * The fields of one certificate (RFC 5280 section 4.1), each as far as it can be read: what cannot
 * be is as if it were empty, and the first of those is named as the {@link #fault}.
 */
final class CertificateFields {
  private static final int OLDEST = 1;
  private static final int NEWEST = 3;
  private static final int VERSION_TAG = 0;
  private static final int EXTENSIONS_TAG = 3;

  private DistinguishedName subject = DistinguishedName.EMPTY;
  private DistinguishedName issuer = DistinguishedName.EMPTY;
  private BigInteger serialNumber = BigInteger.ZERO;
  private int version = NEWEST;
  private Instant notBefore = Instant.EPOCH;
  private Instant notAfter = Instant.EPOCH;
  private byte[] signature = new byte[0];
  private Optional<AlgorithmIdentifier> algorithm = Optional.empty();
  private Map<String, Extension> extensions = Map.of();
  private Optional<org.bouncycastle.asn1.x509.Certificate> structure = Optional.empty();
  private Optional<String> fault = Optional.empty();

  private CertificateFields() {}

  /** Reads a certificate of which the outermost form is known to be right. */
  static CertificateFields of(byte[] octets) {
    CertificateFields fields = new CertificateFields();
    fields.read("its content", () -> fields.readWhole(octets));
    return fields;
  }

  private void readWhole(byte[] octets) throws MalformedAsn1Exception {
    ASN1Sequence whole = ASN1Sequence.getInstance(Asn1Decoding.value("its content", octets));
    read(
        "its signature algorithm",
        () -> algorithm = Optional.of(AlgorithmIdentifier.getInstance(whole.getObjectAt(1))));
    read("its signature", () -> signature = signature(whole.getObjectAt(2)));
    ASN1Sequence fields = ASN1Sequence.getInstance(whole.getObjectAt(0));
    int first = isTagged(fields, 0, VERSION_TAG) ? 1 : 0;
    if (first == 0) {
      version = OLDEST;
    } else {
      read("its version", () -> version = version(fields.getObjectAt(0)));
    }
    read("its serial number", () -> serialNumber = integer(fields.getObjectAt(first)));
    String who = "the name of its issuer";
    read(who, () -> issuer = name(who, fields.getObjectAt(first + 2)));
    String begin = "the start of its validity";
    read(begin, () -> notBefore = time(begin, fields.getObjectAt(first + 3), 0));
    String end = "the end of its validity";
    read(end, () -> notAfter = time(end, fields.getObjectAt(first + 3), 1));
    read("its subject", () -> subject = name("its subject", fields.getObjectAt(first + 4)));
    for (int i = first + 6; i < fields.size(); i++) {
      int at = i;
      if (isTagged(fields, i, EXTENSIONS_TAG)) {
        read("its extensions", () -> extensions = extensions(fields.getObjectAt(at)));
      }
    }
    // What is left to find: parts that should not be there, or are of another kind.
    read(
        "its content",
        () -> structure = Optional.of(org.bouncycastle.asn1.x509.Certificate.getInstance(whole)));
  }

  private interface Step {
    void run() throws MalformedAsn1Exception;
  }

  private void read(String what, Step step) {
    try {
      Asn1Decoding.read(
          what,
          () -> {
            step.run();
            return what;
          });
    } catch (MalformedAsn1Exception e) {
      note(String.valueOf(e.getMessage()));
    }
  }

  private void note(String what) {
    if (fault.isEmpty()) {
      fault = Optional.of(what);
    }
  }

  private static boolean isTagged(ASN1Sequence fields, int at, int tag) {
    return at < fields.size()
        && fields.getObjectAt(at) instanceof ASN1TaggedObject tagged
        && tagged.hasContextTag(tag);
  }

  private static int version(ASN1Encodable field) throws MalformedAsn1Exception {
    int version =
        ASN1Integer.getInstance(((ASN1TaggedObject) field).getExplicitBaseObject()).intValueExact()
            + 1;
    if (version < OLDEST || version > NEWEST) {
      throw new MalformedAsn1Exception("is of version " + version + ", which does not exist");
    }
    return version;
  }

  private static BigInteger integer(ASN1Encodable field) {
    return ASN1Integer.getInstance(field).getValue();
  }

  private DistinguishedName name(String what, ASN1Encodable field) throws MalformedAsn1Exception {
    try {
      DistinguishedName name = DistinguishedName.of(field);
      if (!name.isLegible()) {
        note(what + " has a text that is not in the encoding of its type");
      }
      return name;
    } catch (MalformedAsn1Exception e) {
      throw new MalformedAsn1Exception(what + " is " + e.getMessage());
    }
  }

  private static Instant time(String what, ASN1Encodable validity, int at)
      throws MalformedAsn1Exception {
    ASN1Sequence both = ASN1Sequence.getInstance(validity);
    if (both.size() != 2) {
      throw new MalformedAsn1Exception("its validity is not of two times");
    }
    try {
      return Asn1Time.instant(both.getObjectAt(at));
    } catch (MalformedAsn1Exception e) {
      throw new MalformedAsn1Exception(what + " is " + e.getMessage());
    }
  }

  private static byte[] signature(ASN1Encodable field) {
    return ASN1BitString.getInstance(field).getBytes();
  }

  private static Map<String, Extension> extensions(ASN1Encodable field)
      throws MalformedAsn1Exception {
    ASN1Sequence list =
        ASN1Sequence.getInstance(((ASN1TaggedObject) field).getExplicitBaseObject());
    Map<String, Extension> extensions = new LinkedHashMap<>();
    for (ASN1Encodable one : list) {
      Extension extension = Extension.getInstance(one);
      if (extensions.put(extension.getExtnId().getId(), extension) != null) {
        throw new MalformedAsn1Exception(
            "has the extension " + extension.getExtnId().getId() + " twice");
      }
    }
    return extensions;
  }

  DistinguishedName subject() {
    return subject;
  }

  DistinguishedName issuer() {
    return issuer;
  }

  BigInteger serialNumber() {
    return serialNumber;
  }

  int version() {
    return version;
  }

  Instant notBefore() {
    return notBefore;
  }

  Instant notAfter() {
    return notAfter;
  }

  byte[] signature() {
    return signature;
  }

  Optional<AlgorithmIdentifier> algorithm() {
    return algorithm;
  }

  Map<String, Extension> extensions() {
    return extensions;
  }

  Optional<org.bouncycastle.asn1.x509.Certificate> structure() {
    return structure;
  }

  Optional<String> fault() {
    return fault;
  }
}
