package gcert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

/**
 * Says what a test certificate is to be like, the usual things being there already: a positive
 * random serial of 128 bits, a validity around now, key identifiers, and the key usage and
 * constraints that RFC 5280 and the CA/Browser baseline requirements ask of its role.
 *
 * <p>Everything can be changed or left out, wrong values included. Get one from {@link
 * TestCertificate}.
 */
public final class CertificateBuilder {
  private final boolean authority;
  private X500Name subject;
  private final List<GeneralName> names = new ArrayList<>();
  private boolean namesCritical;
  private Instant around = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private Optional<Time> notBefore = Optional.empty();
  private Optional<Time> notAfter = Optional.empty();
  private KeyKind kind = KeyKind.EC_P256;
  private Optional<KeyPair> keys = Optional.empty();
  private boolean freshKey;
  private Optional<SubjectPublicKeyInfo> publicKey = Optional.empty();
  private Optional<String> signature = Optional.empty();
  private Optional<BigInteger> serial = Optional.empty();
  private boolean versionOne;
  private Optional<TestCertificate> issuer = Optional.empty();
  private Optional<X500Name> issuerName = Optional.empty();
  private Optional<SubjectKeyIdentifier> wrongSubjectKeyId = Optional.empty();
  private Optional<AuthorityKeyIdentifier> wrongAuthorityKeyId = Optional.empty();
  private boolean subjectKeyId = true;
  private boolean authorityKeyId = true;
  private boolean damagedSignature;
  private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();

  private CertificateBuilder(boolean authority, X500Name subject) {
    this.authority = authority;
    this.subject = subject;
  }

  static CertificateBuilder authority(String commonName) {
    X500Name subject = commonName.isEmpty() ? empty() : named(commonName);
    return new CertificateBuilder(true, subject)
        .ca(true, true, OptionalInt.empty())
        .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  static CertificateBuilder server(String... dnsNames) {
    X500Name subject = dnsNames.length == 0 ? empty() : named(dnsNames[0]);
    return new CertificateBuilder(false, subject)
        .dns(dnsNames)
        .ca(false, true, OptionalInt.empty())
        .keyUsage(KeyUsage.digitalSignature)
        .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
  }

  /** The subject, as {@code CN=…, O=…}. */
  public CertificateBuilder subject(String distinguishedName) {
    return subject(distinguishedName.isEmpty() ? empty() : new X500Name(distinguishedName));
  }

  /** The subject as it is to be encoded: any string type, any octets. */
  public CertificateBuilder subject(X500Name name) {
    subject = name;
    return this;
  }

  /** Adds DNS names to the subject alternative names. */
  public CertificateBuilder dns(String... dnsNames) {
    Arrays.stream(dnsNames)
        .map(name -> new GeneralName(GeneralName.dNSName, name))
        .forEach(names::add);
    return this;
  }

  /** Adds IP addresses to the subject alternative names. */
  public CertificateBuilder ip(String... literals) {
    Arrays.stream(literals)
        .map(literal -> new GeneralName(GeneralName.iPAddress, literal))
        .forEach(names::add);
    return this;
  }

  /** Adds a subject alternative name of any kind. */
  public CertificateBuilder name(GeneralName name) {
    names.add(name);
    return this;
  }

  /** Drops all subject alternative names given so far. */
  public CertificateBuilder noNames() {
    names.clear();
    return this;
  }

  /** Marks the subject alternative names critical. */
  public CertificateBuilder criticalNames() {
    namesCritical = true;
    return this;
  }

  /** The instant around which the certificate is valid when no other dates are given. */
  public CertificateBuilder around(Instant instant) {
    around = instant.truncatedTo(ChronoUnit.SECONDS);
    return this;
  }

  /** Both dates, to the second. */
  public CertificateBuilder valid(Instant from, Instant until) {
    return notBefore(new Time(Date.from(from))).notAfter(new Time(Date.from(until)));
  }

  /** Ended this many days before {@link #around}. */
  public CertificateBuilder expiredDays(int days) {
    return valid(around.minus(Duration.ofDays(days + 90L)), around.minus(Duration.ofDays(days)));
  }

  /** Begins this many days after {@link #around}. */
  public CertificateBuilder startsInDays(int days) {
    return valid(around.plus(Duration.ofDays(days)), around.plus(Duration.ofDays(days + 90L)));
  }

  /** The first date in any encoding. */
  public CertificateBuilder notBefore(Time time) {
    notBefore = Optional.of(time);
    return this;
  }

  /** The last date in any encoding. */
  public CertificateBuilder notAfter(Time time) {
    notAfter = Optional.of(time);
    return this;
  }

  /** The kind of key to make. */
  public CertificateBuilder key(KeyKind kindOfKey) {
    kind = kindOfKey;
    return this;
  }

  /** A pair that exists already. */
  public CertificateBuilder key(KeyPair pair) {
    keys = Optional.of(pair);
    return this;
  }

  /** A new pair even where making one is slow. */
  public CertificateBuilder freshKey() {
    freshKey = true;
    return this;
  }

  /** What stands in the certificate in place of its own public key, in any encoding. */
  public CertificateBuilder publicKey(SubjectPublicKeyInfo info) {
    publicKey = Optional.of(info);
    return this;
  }

  /** The signature algorithm, as {@code SHA1withRSA}; by default what fits the issuer's key. */
  public CertificateBuilder signature(String algorithm) {
    signature = Optional.of(algorithm);
    return this;
  }

  /** Flips a bit of the signature. */
  public CertificateBuilder damagedSignature() {
    damagedSignature = true;
    return this;
  }

  /** The serial number: zero, negative and overlong ones too. */
  public CertificateBuilder serial(BigInteger number) {
    serial = Optional.of(number);
    return this;
  }

  /** The serial number. */
  public CertificateBuilder serial(long number) {
    return serial(BigInteger.valueOf(number));
  }

  /** Version 1: no extensions at all. */
  public CertificateBuilder versionOne() {
    versionOne = true;
    return this;
  }

  /** Whether basic constraints say CA, without a path length, critical. */
  public CertificateBuilder ca(boolean ca) {
    return ca(ca, true, OptionalInt.empty());
  }

  /** Basic constraints as given. */
  public CertificateBuilder ca(boolean ca, boolean critical, OptionalInt pathLength) {
    BasicConstraints constraints =
        pathLength.isPresent()
            ? new BasicConstraints(pathLength.getAsInt())
            : new BasicConstraints(ca);
    return extension(Extension.basicConstraints, critical, constraints);
  }

  /** Critical basic constraints of a CA with this path length. */
  public CertificateBuilder pathLength(int length) {
    return ca(true, true, OptionalInt.of(length));
  }

  /** Critical key usage of these {@link KeyUsage} bits. */
  public CertificateBuilder keyUsage(int bits) {
    return extension(Extension.keyUsage, true, new KeyUsage(bits));
  }

  /** Extended key usage, not critical. */
  public CertificateBuilder extendedKeyUsage(KeyPurposeId... purposes) {
    return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  /** Critical name constraints; either array may be empty. */
  public CertificateBuilder nameConstraints(GeneralName[] permitted, GeneralName[] excluded) {
    return extension(
        Extension.nameConstraints,
        true,
        new NameConstraints(subtrees(permitted), subtrees(excluded)));
  }

  /** Critical name constraints that permit these DNS domains only. */
  public CertificateBuilder permittedDns(String... domains) {
    return nameConstraints(dnsNames(domains), new GeneralName[0]);
  }

  /** Critical name constraints that exclude these DNS domains. */
  public CertificateBuilder excludedDns(String... domains) {
    return nameConstraints(new GeneralName[0], dnsNames(domains));
  }

  /** Certificate policies by their identifiers, not critical. */
  public CertificateBuilder policies(String... identifiers) {
    PolicyInformation[] policies =
        Arrays.stream(identifiers)
            .map(identifier -> new PolicyInformation(new ASN1ObjectIdentifier(identifier)))
            .toArray(PolicyInformation[]::new);
    return extension(Extension.certificatePolicies, false, new CertificatePolicies(policies));
  }

  /** Any extension. One of the same identifier is replaced. */
  public CertificateBuilder extension(
      ASN1ObjectIdentifier identifier, boolean critical, ASN1Encodable value) {
    try {
      return extension(identifier, critical, value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any extension with any octets in it. One of the same identifier is replaced. */
  public CertificateBuilder extension(
      ASN1ObjectIdentifier identifier, boolean critical, byte[] value) {
    extensions.put(identifier, new Extension(identifier, critical, value));
    return this;
  }

  /** Leaves an extension out. */
  public CertificateBuilder without(ASN1ObjectIdentifier identifier) {
    extensions.remove(identifier);
    subjectKeyId &= !identifier.equals(Extension.subjectKeyIdentifier);
    authorityKeyId &= !identifier.equals(Extension.authorityKeyIdentifier);
    if (identifier.equals(Extension.subjectAlternativeName)) {
      names.clear();
    }
    return this;
  }

  /** A subject key identifier that does not come from the key. */
  public CertificateBuilder subjectKeyId(byte[] octets) {
    wrongSubjectKeyId = Optional.of(new SubjectKeyIdentifier(octets));
    return this;
  }

  /** An authority key identifier that does not come from the issuer. */
  public CertificateBuilder authorityKeyId(byte[] octets) {
    wrongAuthorityKeyId = Optional.of(new AuthorityKeyIdentifier(octets));
    return this;
  }

  /** Who signs. Without one the certificate signs itself. */
  public CertificateBuilder issuedBy(TestCertificate signer) {
    issuer = Optional.of(signer);
    return this;
  }

  /** A name for the issuer other than that of the one who signs. */
  public CertificateBuilder issuerName(String distinguishedName) {
    issuerName = Optional.of(new X500Name(distinguishedName));
    return this;
  }

  /** Makes the certificate. */
  public TestCertificate mint() {
    KeyPair pair =
        keys.orElseGet(() -> freshKey ? kind.generate() : kind.forPurpose(subject.toString()));
    KeyPair signer = issuer.map(TestCertificate::keys).orElse(pair);
    SubjectPublicKeyInfo info =
        publicKey.orElseGet(() -> SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    Minting minting =
        new Minting(
            issuerName.orElseGet(() -> issuer.map(TestCertificate::subject).orElse(subject)),
            serial.orElseGet(Minting::randomSerial),
            notBefore.orElseGet(() -> at(authority ? -365 : -30)),
            notAfter.orElseGet(() -> at(authority ? 3650 : 60)),
            subject,
            info,
            versionOne ? List.of() : allExtensions(info, signer));
    byte[] der =
        minting.sign(
            versionOne,
            signer.getPrivate(),
            signature.orElseGet(() -> Minting.defaultSignature(signer.getPrivate())),
            damagedSignature);
    return new TestCertificate(der, subject, pair, issuer);
  }

  private List<Extension> allExtensions(SubjectPublicKeyInfo info, KeyPair signer) {
    List<Extension> all = new ArrayList<>(extensions.values());
    if (!names.isEmpty()) {
      GeneralNames value = new GeneralNames(names.toArray(GeneralName[]::new));
      boolean critical = namesCritical || subject.getRDNs().length == 0;
      all.add(Minting.extension(Extension.subjectAlternativeName, critical, value));
    }
    if (subjectKeyId && !extensions.containsKey(Extension.subjectKeyIdentifier)) {
      SubjectKeyIdentifier id = wrongSubjectKeyId.orElseGet(() -> Minting.subjectKeyId(info));
      all.add(Minting.extension(Extension.subjectKeyIdentifier, false, id));
    }
    boolean needsAuthorityKeyId = issuer.isPresent() || wrongAuthorityKeyId.isPresent();
    if (authorityKeyId
        && needsAuthorityKeyId
        && !extensions.containsKey(Extension.authorityKeyIdentifier)) {
      AuthorityKeyIdentifier id =
          wrongAuthorityKeyId.orElseGet(() -> Minting.authorityKeyId(signer.getPublic()));
      all.add(Minting.extension(Extension.authorityKeyIdentifier, false, id));
    }
    return all;
  }

  private Time at(int days) {
    return new Time(Date.from(around.plus(Duration.ofDays(days))));
  }

  private static X500Name empty() {
    return new X500Name(new RDN[0]);
  }

  private static X500Name named(String commonName) {
    return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
  }

  private static GeneralName[] dnsNames(String... domains) {
    return Arrays.stream(domains)
        .map(domain -> new GeneralName(GeneralName.dNSName, domain))
        .toArray(GeneralName[]::new);
  }

  /** An empty array stands for an absent field: the sequence must not be empty. */
  private static GeneralSubtree @Nullable [] subtrees(GeneralName[] bases) {
    return bases.length == 0
        ? null
        : Arrays.stream(bases).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
  }
}
