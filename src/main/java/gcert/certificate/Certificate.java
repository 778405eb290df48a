package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import gcert.signature.KeyType;
import gcert.signature.PublicKey;
import gcert.signature.Sha256;
import gcert.signature.SignatureOutcome;
import gcert.signature.Signatures;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/**
 * One X.509 certificate (RFC 5280) as it was received, read once.
 *
 * <p>A certificate of which a part cannot be read is still a certificate: it says what is {@link
 * #malformed}, and that part is as if it were empty. Equality is equality of the DER octets. Text
 * is as the certificate has it: whoever shows it escapes it. Safe for use by several threads.
 */
public final class Certificate {
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";

  private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

  private final byte[] der;
  private final byte[] toBeSigned;
  private final PublicKey publicKey;
  private final CertificateFields fields;

  private Certificate(byte[] der, CertificateOctets outline) {
    this.der = der;
    this.toBeSigned = outline.toBeSigned();
    this.publicKey = PublicKey.of(outline.publicKey());
    this.fields = CertificateFields.of(der);
  }

  /**
   * Reads one DER certificate.
   *
   * @throws MalformedCertificateException when the octets have not even the outermost form of a
   *     certificate: a sequence of a sequence, a sequence and a bit string, and no more
   */
  public static Certificate parse(byte[] der) throws MalformedCertificateException {
    byte[] octets = der.clone();
    return new Certificate(octets, CertificateOctets.of(octets));
  }

  /** A copy of the DER octets. */
  public byte[] der() {
    return der.clone();
  }

  /**
   * What cannot be read, as the end of a sentence that begins with the certificate: {@code its
   * serial number cannot be read}. Empty when all of its fields can be.
   */
  public Optional<String> malformed() {
    return fields.fault();
  }

  /**
   * Bouncy Castle's reading, in which each field is as it was encoded; empty when it refuses the
   * certificate. What is asked of it is asked through {@link Asn1Decoding}.
   */
  public Optional<org.bouncycastle.asn1.x509.Certificate> structure() {
    return fields.structure();
  }

  /** The version: 1, 2 or 3. */
  public int version() {
    return fields.version();
  }

  /** The subject's name. */
  public DistinguishedName subjectName() {
    return fields.subject();
  }

  /** The issuer's name. */
  public DistinguishedName issuerName() {
    return fields.issuer();
  }

  /** The subject as RFC 4514 writes it. */
  public String subject() {
    return fields.subject().text();
  }

  /** The issuer as RFC 4514 writes it. */
  public String issuer() {
    return fields.issuer().text();
  }

  /** The serial number, negative ones included. */
  public BigInteger serialNumber() {
    return fields.serialNumber();
  }

  /** Whether the validity can be read; where it cannot, both of its ends are the epoch. */
  public boolean hasValidity() {
    return !(notBefore().equals(Instant.EPOCH) && notAfter().equals(Instant.EPOCH));
  }

  /** The first instant of the validity. */
  public Instant notBefore() {
    return fields.notBefore();
  }

  /** The last instant of the validity: the certificate is still valid in this very second. */
  public Instant notAfter() {
    return fields.notAfter();
  }

  /**
   * The subject alternative names in their order (RFC 5280 section 4.2.1.6): DNS names and IP
   * addresses as plain text (RFC 5952 for IPv6), every other kind with its kind before it: {@code
   * email:}, {@code URI:}, {@code directory:} … Empty when there are none or they cannot be read.
   */
  public List<String> names() {
    return extension(Extension.subjectAlternativeName.getId())
        .map(SubjectNames::of)
        .orElse(List.of());
  }

  /** The public key. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The kind and size of the key: {@code EC P-256}, {@code RSA 2048}, {@code ML-DSA-65} … */
  public String key() {
    return KeyText.of(publicKey);
  }

  /**
   * The family of the key, whatever its size: {@code RSA}, {@code RSASSA-PSS}, {@code EC}, {@code
   * EdDSA} …; the object identifier where no name is known.
   */
  public String keyFamily() {
    return publicKey
        .type()
        .map(KeyType::family)
        .or(() -> publicKey.algorithm().map(algorithm -> algorithm.getAlgorithm().getId()))
        .orElse("unknown");
  }

  /**
   * The algorithm of the signature: {@code SHA256withRSA}, {@code Ed25519}, {@code RSASSA-PSS
   * (SHA-256, salt 32)} …; the object identifier where no name is known.
   */
  public String signature() {
    return fields.algorithm().map(SignatureText::of).orElse("unknown");
  }

  /** The algorithm of the signature with its parameters; empty when it cannot be read. */
  public Optional<AlgorithmIdentifier> signatureAlgorithm() {
    return fields.algorithm();
  }

  /** Whether the signature holds with a key (RFC 5280 section 6.1.3 a 1). */
  public SignatureOutcome verify(PublicKey issuer) {
    return fields
        .algorithm()
        .map(algorithm -> Signatures.verify(algorithm, toBeSigned, fields.signature(), issuer))
        .orElse(SignatureOutcome.FAILS);
  }

  /** Whether there is an extension, well-formed or not. */
  public boolean has(String oid) {
    return fields.extensions().containsKey(oid);
  }

  /** An extension by its dotted object identifier. */
  public Optional<Extension> extension(String oid) {
    return Optional.ofNullable(fields.extensions().get(oid));
  }

  /** All extensions, in their order. */
  public Collection<Extension> extensions() {
    return fields.extensions().values();
  }

  /** The identifiers of the critical extensions, in their order. */
  public Set<String> criticalExtensions() {
    Set<String> critical = new LinkedHashSet<>();
    for (Extension extension : fields.extensions().values()) {
      if (extension.isCritical()) {
        critical.add(extension.getExtnId().getId());
      }
    }
    return critical;
  }

  /** How the value of an extension is made out. Whatever is thrown means that it is malformed. */
  public interface ExtensionReading<T> {
    /** Reads a value. */
    T of(ASN1Encodable value);
  }

  /** The value of an extension; empty when there is none, and when it is malformed. */
  public <T> Optional<T> read(String oid, ExtensionReading<T> reading) {
    return extension(oid)
        .flatMap(found -> Asn1Decoding.attempt(() -> reading.of(found.getParsedValue())));
  }

  /** Whether it says that it is a CA's (RFC 5280 section 4.2.1.9). */
  public boolean isAuthority() {
    return read(BASIC_CONSTRAINTS, value -> BasicConstraints.getInstance(value).isCA())
        .orElse(false);
  }

  /**
   * The first HTTP address at which the CA says that the issuer's certificate can be fetched (RFC
   * 5280 section 4.2.2.1), unescaped; empty when it says none that can be read.
   */
  public Optional<String> issuerLocation() {
    return read(AUTHORITY_ACCESS, LocationText::issuer).flatMap(location -> location);
  }

  /** SHA-256 over the DER octets, 64 lower-case hex digits. */
  public String sha256() {
    return Sha256.hex(der);
  }

  /**
   * SHA-256 over the SubjectPublicKeyInfo, 64 lower-case hex digits (RFC 7469 section 2.4, RFC 6698
   * section 2.1.2). The octets are those of the certificate: a key that is encoded in an unusual
   * way is not encoded anew.
   */
  public String spkiSha256() {
    return Sha256.hex(publicKey.spki());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Certificate that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  @Override
  public String toString() {
    return "Certificate[" + subject() + "]";
  }
}
