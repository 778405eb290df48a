package gcert.pem;

import gcert.certificate.Certificate;
import gcert.signature.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;

/**
 * A PKCS#12 store (RFC 7292) of certificates that Java takes for trusted. Nothing in it is secret,
 * so nothing is encrypted, which every reader can read; the MAC that readers ask for is there.
 */
final class Pkcs12Writer {
  /** By this attribute Java tells a trusted certificate from one of a chain. */
  private static final ASN1ObjectIdentifier TRUSTED_KEY_USAGE =
      new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

  private static final int ROUNDS = 2048;
  private static final int SALT_LENGTH = 20;

  private Pkcs12Writer() {}

  static byte[] write(List<Certificate> certificates, String password) {
    ASN1EncodableVector bags = new ASN1EncodableVector();
    certificates.forEach(certificate -> bags.add(bag(certificate)));
    try {
      byte[] safe = data(new DERSequence(bags).getEncoded());
      byte[] authenticated = new DERSequence(ContentInfo.getInstance(safe)).getEncoded();
      return new Pfx(ContentInfo.getInstance(data(authenticated)), mac(authenticated, password))
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail like a file", e);
    }
  }

  private static byte[] data(byte[] content) throws IOException {
    return new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(content))
        .getEncoded(ASN1Encoding.DER);
  }

  private static SafeBag bag(Certificate certificate) {
    ASN1Encodable value =
        new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(certificate.der()));
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        attribute(
            PKCSObjectIdentifiers.pkcs_9_at_friendlyName,
            new DERBMPString(EntryAlias.of(certificate))));
    attributes.add(attribute(TRUSTED_KEY_USAGE, KeyPurposeId.anyExtendedKeyUsage));
    return new SafeBag(PKCSObjectIdentifiers.certBag, value, new DERSet(attributes));
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  private static MacData mac(byte[] content, String password) {
    // Not at random: the password is known to everybody, and the same content is the same file.
    byte[] salt = Arrays.copyOf(Sha256.of(content), SALT_LENGTH);
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA256Digest());
    generator.init(
        PBEParametersGenerator.PKCS12PasswordToBytes(password.toCharArray()), salt, ROUNDS);
    HMac mac = new HMac(new SHA256Digest());
    mac.init(generator.generateDerivedMacParameters(mac.getMacSize() * 8));
    mac.update(content, 0, content.length);
    byte[] result = new byte[mac.getMacSize()];
    mac.doFinal(result, 0);
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    return new MacData(new DigestInfo(sha256, result), salt, ROUNDS);
  }
}
