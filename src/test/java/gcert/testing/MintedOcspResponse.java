package gcert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An OCSP response minted by a test, an hour old and good for a day unless it says otherwise. */
public final class MintedOcspResponse {
  private final TestCertificate certificate;
  private TestCertificate issuer;
  private TestCertificate signer;
  private TestCertificate named;
  private CertificateStatus status = CertificateStatus.GOOD;
  private Instant from = Instant.now().minus(Duration.ofHours(1));
  private Instant until = from.plus(Duration.ofDays(1));
  private AlgorithmIdentifier digest = CertificateID.HASH_SHA1;
  private final List<Extension> extensions = new ArrayList<>();
  private boolean byName;

  private MintedOcspResponse(TestCertificate certificate) {
    this.certificate = certificate;
    this.issuer = certificate.issuer().orElseThrow();
    this.signer = issuer;
    this.named = issuer;
  }

  /** One about a certificate, from its issuer. */
  public static MintedOcspResponse of(TestCertificate certificate) {
    return new MintedOcspResponse(certificate);
  }

  /** Says something else than that it is good. */
  public MintedOcspResponse status(CertificateStatus other) {
    status = other;
    return this;
  }

  /** Says when it was said and until when it counts; null where it does not say. */
  public MintedOcspResponse valid(Instant begin, Instant end) {
    from = begin;
    until = end;
    return this;
  }

  /** From a responder that sends its certificate along. */
  public MintedOcspResponse signedBy(TestCertificate responder) {
    signer = responder;
    named = responder;
    return this;
  }

  /** Signed with another key than that of whom it names. */
  public MintedOcspResponse forgedBy(TestCertificate other) {
    signer = other;
    return this;
  }

  /** About a certificate of the same number of another CA. */
  public MintedOcspResponse aboutIssuedBy(TestCertificate other) {
    issuer = other;
    return this;
  }

  /** Names the certificate by SHA-256. */
  public MintedOcspResponse bySha256() {
    digest =
        new AlgorithmIdentifier(
            org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256,
            org.bouncycastle.asn1.DERNull.INSTANCE);
    return this;
  }

  /** Names the responder by its name, not by its key. */
  public MintedOcspResponse byName() {
    byName = true;
    return this;
  }

  /** Adds an extension. */
  public MintedOcspResponse extension(Extension extension) {
    extensions.add(extension);
    return this;
  }

  /** The DER octets. */
  public byte[] der() {
    try {
      var digests = new BcDigestCalculatorProvider();
      RespID responder =
          byName
              ? new RespID(named.subject())
              : new RespID(
                  SubjectPublicKeyInfo.getInstance(named.keys().getPublic().getEncoded()),
                  digests.get(CertificateID.HASH_SHA1));
      BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(responder);
      builder.addResponse(
          new CertificateID(
              digests.get(digest),
              new X509CertificateHolder(issuer.der()),
              certificate.x509().getSerialNumber()),
          status,
          Date.from(from),
          until == null ? null : Date.from(until));
      if (!extensions.isEmpty()) {
        builder.setResponseExtensions(new Extensions(extensions.toArray(new Extension[0])));
      }
      X509CertificateHolder[] along =
          named == issuer
              ? new X509CertificateHolder[0]
              : new X509CertificateHolder[] {new X509CertificateHolder(named.der())};
      String algorithm =
          signer.privateKey().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      BasicOCSPResp basic =
          builder.build(
              new JcaContentSignerBuilder(algorithm).build(signer.privateKey()),
              along,
              Date.from(from));
      return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
    } catch (OCSPException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A response that has nothing but an error. */
  public static byte[] error(int status) {
    try {
      return new OCSPRespBuilder().build(status, null).getEncoded();
    } catch (OCSPException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The identifier of the nonce. */
  public static org.bouncycastle.asn1.ASN1ObjectIdentifier nonce() {
    return OCSPObjectIdentifiers.id_pkix_ocsp_nonce;
  }
}
