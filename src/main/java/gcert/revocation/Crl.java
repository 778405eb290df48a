package gcert.revocation;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.Asn1Time;
import gcert.asn1.DerCursor;
import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.DistinguishedName;
import gcert.signature.PublicKey;
import gcert.signature.SignatureOutcome;
import gcert.signature.Signatures;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/**
 * A certificate revocation list (RFC 5280 section 5). Its entries, of which there may be a million,
 * stay octets: one is looked for by stepping over the others. Safe for use by several threads.
 */
final class Crl {
  /** Context-specific, constructed, number 0: the extensions. */
  private static final int EXTENSIONS = 0xa0;

  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;

  /** Those that are honoured, or without a bearing on what a list says. */
  private static final Set<String> KNOWN =
      Set.of(
          Extension.issuingDistributionPoint.getId(),
          Extension.deltaCRLIndicator.getId(),
          Extension.cRLNumber.getId(),
          Extension.authorityKeyIdentifier.getId());

  private final byte[] toBeSigned;
  private final AlgorithmIdentifier algorithm;
  private final byte[] signature;
  private final DistinguishedName issuer;
  private final Instant thisUpdate;
  private final Optional<Instant> nextUpdate;
  private final @Nullable Extensions extensions;
  private final Optional<IssuingDistributionPoint> scope;

  private Crl(byte[] toBeSigned, byte[] algorithm, byte[] signature)
      throws MalformedAsn1Exception, IOException {
    this.toBeSigned = toBeSigned;
    this.algorithm = AlgorithmIdentifier.getInstance(ASN1Primitive.fromByteArray(algorithm));
    this.signature = ASN1BitString.getInstance(ASN1Primitive.fromByteArray(signature)).getOctets();
    DerCursor fields = fields();
    if (!Arrays.equals(fields.next(), algorithm)) {
      throw new MalformedAsn1Exception("it names two algorithms for its signature");
    }
    this.issuer = DistinguishedName.of(ASN1Primitive.fromByteArray(fields.next()));
    this.thisUpdate = time(fields);
    this.nextUpdate = isTime(fields.tag()) ? Optional.of(time(fields)) : Optional.empty();
    if (fields.tag() == DerCursor.SEQUENCE) {
      fields.skip();
    }
    this.extensions =
        fields.tag() == EXTENSIONS
            ? Extensions.getInstance(ASN1Primitive.fromByteArray(fields.enter(EXTENSIONS).next()))
            : null;
    if (!fields.isAtEnd() && fields.tag() != -1) {
      throw new MalformedAsn1Exception("there is something behind its extensions");
    }
    this.scope =
        Optional.ofNullable(extension(Extension.issuingDistributionPoint))
            .map(found -> IssuingDistributionPoint.getInstance(found.getParsedValue()));
  }

  /**
   * Reads a list.
   *
   * @throws MalformedAsn1Exception when it cannot be read; the message is a clause
   */
  static Crl parse(byte[] octets) throws MalformedAsn1Exception {
    return Asn1Decoding.read("it", () -> read(octets));
  }

  private static Crl read(byte[] octets) throws MalformedAsn1Exception, IOException {
    DerCursor all = DerCursor.of(octets);
    DerCursor whole = all.enter(DerCursor.SEQUENCE);
    byte[] toBeSigned = whole.next();
    byte[] algorithm = whole.next();
    byte[] signature = whole.next();
    if (!all.isAtEnd() || !whole.isAtEnd()) {
      throw new MalformedAsn1Exception("there is something behind it");
    }
    return new Crl(toBeSigned, algorithm, signature);
  }

  /** At the algorithm of the signature, behind the version. */
  private DerCursor fields() throws MalformedAsn1Exception {
    DerCursor fields = DerCursor.of(toBeSigned).enter(DerCursor.SEQUENCE);
    if (fields.tag() == DerCursor.INTEGER) {
      fields.skip();
    }
    return fields;
  }

  private static boolean isTime(int tag) {
    return tag == UTC_TIME || tag == GENERALIZED_TIME;
  }

  private static Instant time(DerCursor fields) throws MalformedAsn1Exception, IOException {
    return Asn1Time.instant(ASN1Primitive.fromByteArray(fields.next()));
  }

  /** Who issued it. */
  DistinguishedName issuer() {
    return issuer;
  }

  /** When it was issued. */
  Instant thisUpdate() {
    return thisUpdate;
  }

  /** By when the next one is issued; empty where it does not say. */
  Optional<Instant> nextUpdate() {
    return nextUpdate;
  }

  /** What it covers; empty where it covers everything that its issuer issued. */
  Optional<IssuingDistributionPoint> scope() {
    return scope;
  }

  /** Whether it only says what has changed since another list. */
  boolean isDelta() {
    return extension(Extension.deltaCRLIndicator) != null;
  }

  /** The identifiers of critical extensions that are not known here. */
  Set<String> unknownCritical() {
    Set<String> unknown = new LinkedHashSet<>();
    if (extensions != null) {
      for (ASN1ObjectIdentifier identifier : extensions.getCriticalExtensionOIDs()) {
        if (!KNOWN.contains(identifier.getId())) {
          unknown.add(identifier.getId());
        }
      }
    }
    return unknown;
  }

  /** Whether the signature holds with a key. */
  SignatureOutcome verify(PublicKey key) {
    return Signatures.verify(algorithm, toBeSigned, signature, key);
  }

  /**
   * The entry of a serial number.
   *
   * @throws MalformedAsn1Exception when an entry before it, or itself, cannot be read
   */
  Optional<CrlEntry> find(BigInteger serial) throws MalformedAsn1Exception {
    return Asn1Decoding.read("its list of revoked certificates", () -> search(serial));
  }

  private Optional<CrlEntry> search(BigInteger serial) throws MalformedAsn1Exception, IOException {
    DerCursor fields = fields();
    fields.skip();
    fields.skip();
    fields.skip();
    if (isTime(fields.tag())) {
      fields.skip();
    }
    if (fields.tag() != DerCursor.SEQUENCE) {
      return Optional.empty();
    }
    byte[] wanted = new ASN1Integer(serial).getEncoded();
    DerCursor entries = fields.enter(DerCursor.SEQUENCE);
    Optional<CrlEntry> last = Optional.empty();
    while (!entries.isAtEnd()) {
      DerCursor entry = entries.enter(DerCursor.SEQUENCE);
      if (Arrays.equals(entry.next(), wanted)) {
        last = Optional.of(entry(entry));
      }
    }
    return last;
  }

  private static CrlEntry entry(DerCursor entry) throws MalformedAsn1Exception, IOException {
    Instant since = time(entry);
    int reason = 0;
    boolean understood = true;
    if (!entry.isAtEnd()) {
      Extensions extensions = Extensions.getInstance(ASN1Primitive.fromByteArray(entry.next()));
      for (ASN1ObjectIdentifier identifier : extensions.getExtensionOIDs()) {
        Extension extension = extensions.getExtension(identifier);
        if (identifier.equals(Extension.reasonCode)) {
          reason = ASN1Enumerated.getInstance(extension.getParsedValue()).intValueExact();
        } else if (extension.isCritical() && !identifier.equals(Extension.invalidityDate)) {
          understood = false;
        }
      }
    }
    return new CrlEntry(since, reason, understood);
  }

  private @Nullable Extension extension(ASN1ObjectIdentifier identifier) {
    return extensions == null ? null : extensions.getExtension(identifier);
  }
}
