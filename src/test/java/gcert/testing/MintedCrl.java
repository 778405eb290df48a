package gcert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate revocation list minted by a test, an hour old and good for a day unless it says
 * otherwise.
 */
public final class MintedCrl {
  private final TestCertificate issuer;
  private final X509v2CRLBuilder builder;
  private TestCertificate signer;

  private MintedCrl(TestCertificate issuer, X500Name name, Instant from) {
    this.issuer = issuer;
    this.signer = issuer;
    this.builder = new X509v2CRLBuilder(name, Date.from(from));
    builder.setNextUpdate(Date.from(from.plus(Duration.ofDays(1))));
  }

  /** One of a CA. */
  public static MintedCrl of(TestCertificate issuer) {
    return from(issuer, Instant.now().minus(Duration.ofHours(1)));
  }

  /** One of a CA, issued at a certain time. */
  public static MintedCrl from(TestCertificate issuer, Instant from) {
    return new MintedCrl(issuer, issuer.subject(), from);
  }

  /** One in another's name. */
  public static MintedCrl named(TestCertificate issuer, String name) {
    return new MintedCrl(issuer, new X500Name(name), Instant.now().minus(Duration.ofHours(1)));
  }

  /** Revokes a certificate. */
  public MintedCrl revoke(TestCertificate certificate, int reason) {
    return revoke(certificate.x509().getSerialNumber(), reason);
  }

  /** Revokes a serial number. */
  public MintedCrl revoke(BigInteger serial, int reason) {
    builder.addCRLEntry(serial, Date.from(Instant.parse("2026-11-01T00:00:00Z")), reason);
    return this;
  }

  /** Revokes a certificate by an entry with extensions. */
  public MintedCrl revoke(TestCertificate certificate, Extension... extensions) {
    builder.addCRLEntry(
        certificate.x509().getSerialNumber(),
        Date.from(Instant.parse("2026-11-01T00:00:00Z")),
        new Extensions(extensions));
    return this;
  }

  /** Adds an extension. */
  public MintedCrl extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      builder.addExtension(oid, critical, value);
      return this;
    } catch (CertIOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says until when it is good. */
  public MintedCrl until(Instant next) {
    builder.setNextUpdate(Date.from(next));
    return this;
  }

  /** Signs it with another's key. */
  public MintedCrl signedBy(TestCertificate other) {
    signer = other;
    return this;
  }

  /** The DER octets. */
  public byte[] der() {
    try {
      String algorithm =
          signer.privateKey().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      return builder
          .build(new JcaContentSignerBuilder(algorithm).build(signer.privateKey()))
          .getEncoded();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(issuer.toString(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
