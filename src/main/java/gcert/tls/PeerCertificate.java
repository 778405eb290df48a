package gcert.tls;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsEncryptor;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsRawKeyCertificate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as the handshake needs it: octets, and for the first of a chain its public key,
 * which is read when a signature is checked with it and not before. Nothing else of it is looked
 * at: what its extensions allow is for the judge.
 */
final class PeerCertificate implements TlsCertificate {
  private final BcTlsCrypto crypto;
  private final byte[] der;
  private final Recording recording;
  private @Nullable Key key;

  PeerCertificate(BcTlsCrypto crypto, byte[] der, Recording recording) {
    this.crypto = crypto;
    this.der = der;
    this.recording = recording;
  }

  @Override
  public TlsEncryptor createEncryptor(int tlsCertificateRole) throws IOException {
    return key().createEncryptor(tlsCertificateRole);
  }

  @Override
  public TlsVerifier createVerifier(short signatureAlgorithm) throws IOException {
    return key().createVerifier(signatureAlgorithm);
  }

  @Override
  public Tls13Verifier createVerifier(int signatureScheme) throws IOException {
    return key().createVerifier(signatureScheme);
  }

  @Override
  public byte[] getEncoded() {
    return der.clone();
  }

  /** None: the library would judge by them. */
  @Override
  public byte @Nullable [] getExtension(ASN1ObjectIdentifier extensionOID) {
    return null;
  }

  @Override
  public @Nullable BigInteger getSerialNumber() {
    return null;
  }

  @Override
  public @Nullable String getSigAlgOID() {
    return null;
  }

  @Override
  public @Nullable ASN1Encodable getSigAlgParams() {
    return null;
  }

  @Override
  public short getLegacySignatureAlgorithm() throws IOException {
    return key().getLegacySignatureAlgorithm();
  }

  @Override
  public boolean supportsSignatureAlgorithm(short signatureAlgorithm) throws IOException {
    return key().supportsSignatureAlgorithm(signatureAlgorithm);
  }

  @Override
  public boolean supportsSignatureAlgorithmCA(short signatureAlgorithm) {
    return true;
  }

  @Override
  public TlsCertificate checkUsageInRole(int tlsCertificateRole) throws IOException {
    return key().checkUsageInRole(tlsCertificateRole);
  }

  private Key key() throws IOException {
    Key read = key;
    if (read == null) {
      try {
        read = new Key(crypto, publicKeyInfo(der), recording);
      } catch (IOException | RuntimeException e) {
        // ASN.1 that makes no sense is met with exceptions of every kind.
        recording.keyUnreadable();
        throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
      }
      key = read;
    }
    return read;
  }

  /** The one field that is needed, found by its place (RFC 5280 section 4.1). */
  private static SubjectPublicKeyInfo publicKeyInfo(byte[] der) throws IOException {
    try (ASN1InputStream in = new ASN1InputStream(der, true)) {
      ASN1Sequence certificate = ASN1Sequence.getInstance(in.readObject());
      ASN1Sequence tbs = ASN1Sequence.getInstance(certificate.getObjectAt(0));
      int version = tbs.getObjectAt(0) instanceof ASN1TaggedObject ? 1 : 0;
      return SubjectPublicKeyInfo.getInstance(tbs.getObjectAt(version + 5));
    }
  }

  /** A public key that is used whatever its certificate allows. */
  private static final class Key extends BcTlsRawKeyCertificate {
    /** As OpenSSL has it: what is larger only serves to keep a client busy. */
    private static final int LARGEST_MODULUS = 16_384;

    private static final int LARGE_MODULUS = 3_072;
    private static final int LARGEST_EXPONENT = 64;

    private final Recording recording;

    Key(BcTlsCrypto crypto, SubjectPublicKeyInfo info, Recording recording) {
      super(crypto, info);
      this.recording = recording;
    }

    @Override
    protected AsymmetricKeyParameter getPublicKey() throws IOException {
      ASN1ObjectIdentifier algorithm = keyInfo.getAlgorithm().getAlgorithm();
      try {
        if (KeyPairs.isRsa(keyInfo)) {
          return rsa();
        }
        return algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
            ? onCurve()
            : super.getPublicKey();
      } catch (IOException | RuntimeException e) {
        recording.keyUnreadable();
        throw new TlsFatalAlert(AlertDescription.unsupported_certificate, e);
      }
    }

    /** A key on a named curve, without the library's table of all kinds of key there are. */
    private AsymmetricKeyParameter onCurve() throws IOException {
      ASN1Encodable parameters = keyInfo.getAlgorithm().getParameters();
      if (parameters instanceof ASN1ObjectIdentifier name) {
        X9ECParameters curve = CustomNamedCurves.getByOID(name);
        if (curve != null) {
          ECNamedDomainParameters domain = new ECNamedDomainParameters(name, curve);
          return new ECPublicKeyParameters(
              curve.getCurve().decodePoint(keyInfo.getPublicKeyData().getOctets()), domain);
        }
      }
      return super.getPublicKey();
    }

    /**
     * An RSA key without the library's test of its modulus for small factors and primality, which
     * takes longer than to verify a signature and says nothing about who holds the key.
     */
    private RSAKeyParameters rsa() throws IOException {
      RSAPublicKey read = RSAPublicKey.getInstance(keyInfo.parsePublicKey());
      BigInteger modulus = read.getModulus();
      BigInteger exponent = read.getPublicExponent();
      boolean sound =
          modulus.signum() > 0
              && modulus.testBit(0)
              && modulus.bitLength() <= LARGEST_MODULUS
              && exponent.signum() > 0
              && exponent.bitLength()
                  <= (modulus.bitLength() > LARGE_MODULUS ? LARGEST_EXPONENT : modulus.bitLength());
      if (!sound) {
        throw new IOException("no RSA key of a size that is used");
      }
      return new RSAKeyParameters(false, modulus, exponent, true);
    }
  }
}
