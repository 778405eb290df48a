package gcert.servers;

import gcert.testing.TestCertificate;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with a key of ML-DSA (FIPS 204), which the JDK of these tests may not know. */
record MlDsa(String certificate, String key) {

  /** A new one of the middle size. */
  static MlDsa mint() throws Exception {
    return mint("ML-DSA-65");
  }

  /**
   * A new one, signed by itself.
   *
   * @param parameters {@code ML-DSA-44}, {@code ML-DSA-65} or {@code ML-DSA-87}
   */
  static MlDsa mint(String parameters) throws Exception {
    Provider provider = new BouncyCastleProvider();
    KeyPair pair = KeyPairGenerator.getInstance(parameters, provider).generateKeyPair();
    X500Name name = new X500Name("CN=mx.test");
    Instant now = Instant.now();
    byte[] der =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(30))),
                name,
                pair.getPublic())
            .build(
                new JcaContentSignerBuilder(parameters)
                    .setProvider(provider)
                    .build(pair.getPrivate()))
            .getEncoded();
    return new MlDsa(
        TestCertificate.pem("CERTIFICATE", der),
        TestCertificate.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }
}
