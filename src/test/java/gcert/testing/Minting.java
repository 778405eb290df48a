package gcert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/**
 * The to-be-signed part of a certificate (RFC 5280 section 4.1.2) and its signing.
 *
 * <p>It is put together field by field, because a test may want what a careful builder refuses.
 */
record Minting(
    X500Name issuer,
    BigInteger serial,
    Time notBefore,
    Time notAfter,
    X500Name subject,
    SubjectPublicKeyInfo publicKey,
    List<Extension> extensions) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The DER octets of the certificate. */
  byte[] sign(boolean versionOne, PrivateKey key, String algorithm, boolean damaged) {
    AlgorithmIdentifier identifier =
        new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
    ASN1EncodableVector fields = new ASN1EncodableVector();
    if (!versionOne) {
      fields.add(new DERTaggedObject(true, 0, new ASN1Integer(2)));
    }
    fields.add(new ASN1Integer(serial));
    fields.add(identifier);
    fields.add(issuer);
    fields.add(new DERSequence(new ASN1Encodable[] {notBefore, notAfter}));
    fields.add(subject);
    fields.add(publicKey);
    if (!extensions.isEmpty()) {
      DERSequence all = new DERSequence(extensions.toArray(ASN1Encodable[]::new));
      fields.add(new DERTaggedObject(true, 3, all));
    }
    DERSequence toBeSigned = new DERSequence(fields);
    byte[] signature = signature(key, algorithm, der(toBeSigned));
    if (damaged) {
      signature[signature.length - 1] ^= 1;
    }
    ASN1BitString bits = new DERBitString(signature);
    return der(new DERSequence(new ASN1Encodable[] {toBeSigned, identifier, bits}));
  }

  static Extension extension(
      ASN1ObjectIdentifier identifier, boolean critical, ASN1Encodable value) {
    return new Extension(identifier, critical, der(value));
  }

  /** RFC 5280 section 4.2.1.2, method 1: SHA-1 over the public key's bits. */
  static SubjectKeyIdentifier subjectKeyId(SubjectPublicKeyInfo info) {
    try {
      byte[] bits = info.getPublicKeyData().getBytes();
      return new SubjectKeyIdentifier(MessageDigest.getInstance("SHA-1").digest(bits));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static AuthorityKeyIdentifier authorityKeyId(PublicKey key) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
    return new AuthorityKeyIdentifier(subjectKeyId(info).getKeyIdentifier());
  }

  /** Positive and of 128 bits: more than the 64 that the baseline requirements ask for. */
  static BigInteger randomSerial() {
    return new BigInteger(127, RANDOM).setBit(126);
  }

  static String defaultSignature(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" ->
          switch (((ECPrivateKey) key).getParams().getCurve().getField().getFieldSize()) {
            case 384 -> "SHA384withECDSA";
            case 521 -> "SHA512withECDSA";
            default -> "SHA256withECDSA";
          };
      case "RSA" -> "SHA256withRSA";
      case "RSASSA-PSS" -> "SHA256withRSAandMGF1";
      case "EdDSA" -> key.getEncoded().length > 60 ? "Ed448" : "Ed25519";
      default -> key.getAlgorithm();
    };
  }

  private static byte[] signature(PrivateKey key, String algorithm, byte[] octets) {
    try {
      Signature signer = signer(algorithm);
      signer.initSign(key);
      signer.update(octets);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this key cannot sign with " + algorithm, e);
    }
  }

  /** Java names RSA-PSS once, with the digest as a parameter. */
  private static Signature signer(String algorithm) throws GeneralSecurityException {
    int pss = algorithm.indexOf("withRSAandMGF1");
    if (pss < 0) {
      return Signature.getInstance(algorithm);
    }
    String digest = algorithm.substring(0, pss).replace("SHA", "SHA-");
    int salt = MessageDigest.getInstance(digest).getDigestLength();
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(
        new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
    return signer;
  }

  private static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
