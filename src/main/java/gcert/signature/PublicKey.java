package gcert.signature;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.MalformedAsn1Exception;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAParameters;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * A public key as a certificate has it: the SubjectPublicKeyInfo of RFC 5280 section 4.1.2.7.
 *
 * <p>Every octet string makes one; what it lacks shows when it is asked. Equality is equality of
 * the octets. Safe for use by several threads.
 */
public final class PublicKey {
  private static final int UNCOMPRESSED = 0x04;

  /** No honest key is longer, and verifying with one of them is not for nothing. */
  private static final int MOST_RSA_BITS = 16_384;

  private static final int MOST_DSA_BITS = 4096;

  /** An exponent of this length is more than any key has, but for very short ones. */
  private static final int MOST_EXPONENT_BITS = 64;

  private static final int SMALL_RSA_BITS = 3072;

  private final byte[] spki;
  private final Optional<SubjectPublicKeyInfo> info;
  private volatile @Nullable Usable usable;

  /** The key in the form that verifies; empty with the reason when it has none. */
  private record Usable(Optional<AsymmetricKeyParameter> key, Optional<String> fault) {}

  private PublicKey(byte[] spki) {
    this.spki = spki;
    this.info =
        Asn1Decoding.attempt(
            () -> SubjectPublicKeyInfo.getInstance(Asn1Decoding.value("a public key", spki)));
  }

  /** Wraps the DER octets of a SubjectPublicKeyInfo, or of what stands in the place of one. */
  public static PublicKey of(byte[] spki) {
    return new PublicKey(spki.clone());
  }

  /** A copy of the octets. */
  public byte[] spki() {
    return spki.clone();
  }

  /** The algorithm and its parameters; empty when the octets are not a SubjectPublicKeyInfo. */
  public Optional<AlgorithmIdentifier> algorithm() {
    return info.map(SubjectPublicKeyInfo::getAlgorithm);
  }

  /** The type; empty when it is not known here, or the octets are malformed. */
  public Optional<KeyType> type() {
    return algorithm().flatMap(algorithm -> KeyType.of(algorithm.getAlgorithm().getId()));
  }

  /** Whether the type is this one. */
  public boolean is(KeyType type) {
    return algorithm()
        .map(algorithm -> algorithm.getAlgorithm().getId().equals(type.identifier()))
        .orElse(false);
  }

  /** The octets of the key itself, without its algorithm; empty when they are malformed. */
  public byte[] keyOctets() {
    return info.flatMap(read -> Asn1Decoding.attempt(() -> read.getPublicKeyData().getOctets()))
        .orElse(new byte[0]);
  }

  /** The numbers of an RSA key of either type; empty for other keys, and for malformed ones. */
  public Optional<RsaKey> rsa() {
    return is(KeyType.RSA) || is(KeyType.RSA_PSS)
        ? Asn1Decoding.attempt(this::rsaNumbers)
        : Optional.empty();
  }

  /**
   * The identifier of the curve of an EC key; empty for other keys, and where the key spells out a
   * curve or names none.
   */
  public Optional<ASN1ObjectIdentifier> curve() {
    ASN1Encodable parameters = parameters();
    return is(KeyType.EC) && parameters instanceof ASN1ObjectIdentifier named
        ? Optional.of(named)
        : Optional.empty();
  }

  /**
   * Why no signature can be verified with the key: the end of a sentence that begins with its
   * certificate. Empty when one can.
   */
  public Optional<String> fault() {
    return usable().fault();
  }

  /** The key in Bouncy Castle's form; empty when there is a {@link #fault}. */
  Optional<AsymmetricKeyParameter> parameter() {
    return usable().key();
  }

  private Usable usable() {
    Usable made = usable;
    if (made == null) {
      made = make();
      usable = made;
    }
    return made;
  }

  private Usable make() {
    if (info.isEmpty()) {
      return new Usable(Optional.empty(), Optional.of("has a public key that cannot be read"));
    }
    String identifier = info.get().getAlgorithm().getAlgorithm().getId();
    Optional<KeyType> type = KeyType.of(identifier);
    if (type.isEmpty()) {
      return new Usable(
          Optional.empty(), Optional.of("has a key of an unsupported type, " + shown(identifier)));
    }
    try {
      String what = "has a malformed key: its " + type.get().family() + " key";
      return new Usable(
          Optional.of(Asn1Decoding.read(what, () -> parse(type.get()))), Optional.empty());
    } catch (MalformedAsn1Exception e) {
      return new Usable(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private AsymmetricKeyParameter parse(KeyType type) throws MalformedAsn1Exception {
    return switch (type) {
      case RSA, RSA_PSS -> rsaKey();
      case EC -> ecKey();
      case DSA -> dsaKey();
      case ED25519 ->
          new Ed25519PublicKeyParameters(octets(Ed25519PublicKeyParameters.KEY_SIZE), 0);
      case ED448 -> new Ed448PublicKeyParameters(octets(Ed448PublicKeyParameters.KEY_SIZE), 0);
      case ML_DSA_44 -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, octets(1312));
      case ML_DSA_65 -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, octets(1952));
      case ML_DSA_87 -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_87, octets(2592));
    };
  }

  private byte[] octets(int length) throws MalformedAsn1Exception {
    byte[] octets = keyOctets();
    if (octets.length != length) {
      throw new MalformedAsn1Exception("has a key that is not of the length of its type");
    }
    return octets;
  }

  private RsaKey rsaNumbers() throws MalformedAsn1Exception {
    ASN1Sequence numbers =
        ASN1Sequence.getInstance(Asn1Decoding.value("has an RSA key that", keyOctets()));
    if (numbers.size() != 2) {
      throw new MalformedAsn1Exception("has an RSA key that is not of two numbers");
    }
    return new RsaKey(
        ASN1Integer.getInstance(numbers.getObjectAt(0)).getValue(),
        ASN1Integer.getInstance(numbers.getObjectAt(1)).getValue());
  }

  private RSAKeyParameters rsaKey() throws MalformedAsn1Exception {
    RsaKey numbers = rsaNumbers();
    BigInteger exponent = numbers.exponent();
    if (numbers.modulus().signum() <= 0 || exponent.signum() <= 0) {
      throw new MalformedAsn1Exception("has an RSA key with a number that is not positive");
    }
    if (numbers.bits() > MOST_RSA_BITS
        || (numbers.bits() > SMALL_RSA_BITS && exponent.bitLength() > MOST_EXPONENT_BITS)
        || exponent.bitLength() > SMALL_RSA_BITS) {
      throw new MalformedAsn1Exception("has an RSA key too large to compute with");
    }
    if (!numbers.modulus().testBit(0) || !exponent.testBit(0)) {
      throw new MalformedAsn1Exception("has an RSA key with an even number in it");
    }
    // As an internal key: that its modulus is no prime is nothing a verifier has to prove.
    return new RSAKeyParameters(false, numbers.modulus(), exponent, true);
  }

  private ECPublicKeyParameters ecKey() throws MalformedAsn1Exception {
    ASN1Encodable parameters = parameters();
    if (!(parameters instanceof ASN1ObjectIdentifier named)) {
      throw new MalformedAsn1Exception("has an EC key that does not name its curve");
    }
    ECDomainParameters domain =
        Curves.of(named)
            .orElseThrow(
                () ->
                    new MalformedAsn1Exception(
                        "has an EC key on the unsupported curve " + shown(named.getId())));
    byte[] point = keyOctets();
    if (point.length == 0 || point[0] != UNCOMPRESSED) {
      throw new MalformedAsn1Exception("has an EC key that is not an uncompressed point");
    }
    return Asn1Decoding.attempt(
            () -> new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain))
        .orElseThrow(
            () -> new MalformedAsn1Exception("has an EC key that is no point of its curve"));
  }

  private DSAPublicKeyParameters dsaKey() throws MalformedAsn1Exception {
    DSAParameter read = DSAParameter.getInstance(parameters());
    BigInteger y =
        ASN1Integer.getInstance(Asn1Decoding.value("has a DSA key that", keyOctets())).getValue();
    if (read == null || read.getP().bitLength() > MOST_DSA_BITS) {
      throw new MalformedAsn1Exception("has a DSA key without parameters of any use");
    }
    return new DSAPublicKeyParameters(y, new DSAParameters(read.getP(), read.getQ(), read.getG()));
  }

  private @Nullable ASN1Encodable parameters() {
    return info.map(SubjectPublicKeyInfo::getAlgorithm)
        .map(AlgorithmIdentifier::getParameters)
        .orElse(null);
  }

  /** Identifiers may be of any length. */
  private static String shown(String identifier) {
    return identifier.length() <= 64 ? identifier : identifier.substring(0, 64) + "…";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey that && Arrays.equals(spki, that.spki);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spki);
  }

  @Override
  public String toString() {
    return "PublicKey[" + type().map(KeyType::name).orElse("unknown") + "]";
  }
}
