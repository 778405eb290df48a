package gcert.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that somebody else made, by every algorithm. */
class SignaturesTest {
  private static final Provider MAKER = new BouncyCastleProvider();
  private static final byte[] SIGNED = {1, 2, 3};

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, MD5withRSA",
    "RSA, 2048, SHA1withRSA",
    "RSA, 2048, SHA224withRSA",
    "RSA, 2048, SHA256withRSA",
    "RSA, 2048, SHA384withRSA",
    "RSA, 2048, SHA512withRSA",
    "RSA, 2048, SHA3-256withRSA",
    "RSA, 2048, SHA256withRSAandMGF1",
    "RSA, 2048, SHA512withRSAandMGF1",
    "EC, P-224, SHA256withECDSA",
    "EC, P-256, SHA256withECDSA",
    "EC, P-256, SHA512withECDSA",
    "EC, P-384, SHA384withECDSA",
    "EC, P-521, SHA512withECDSA",
    "EC, secp256k1, SHA256withECDSA",
    "EC, brainpoolP256r1, SHA256withECDSA",
    "EC, brainpoolP384r1, SHA384withECDSA",
    "EC, brainpoolP512r1, SHA512withECDSA",
    "EC, P-192, SHA1withECDSA",
    "DSA, 2048, SHA256withDSA",
    "Ed25519, , Ed25519",
    "Ed448, , Ed448",
    "ML-DSA-44, , ML-DSA-44",
    "ML-DSA-65, , ML-DSA-65",
    "ML-DSA-87, , ML-DSA-87",
  })
  void holdsAndFailsWithOneBitTurned(String type, String parameter, String name) throws Exception {
    KeyPair pair = pair(type, parameter);
    AlgorithmIdentifier algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find(name);
    byte[] signature = sign(pair, name);
    PublicKey key = PublicKey.of(pair.getPublic().getEncoded());
    assertThat(key.fault()).isEmpty();
    assertThat(Signatures.verify(algorithm, SIGNED, signature, key))
        .isEqualTo(SignatureOutcome.HOLDS);
    byte[] turned = signature.clone();
    turned[turned.length - 1] ^= 1;
    assertThat(Signatures.verify(algorithm, SIGNED, turned, key)).isEqualTo(SignatureOutcome.FAILS);
    assertThat(Signatures.verify(algorithm, new byte[] {1}, signature, key))
        .isEqualTo(SignatureOutcome.FAILS);
    PublicKey other = PublicKey.of(pair(type, parameter).getPublic().getEncoded());
    assertThat(Signatures.verify(algorithm, SIGNED, signature, other))
        .isEqualTo(SignatureOutcome.FAILS);
  }

  @Test
  void aKeyOfAnotherTypeVerifiesNothing() throws Exception {
    KeyPair rsa = pair("RSA", "2048");
    PublicKey ec = PublicKey.of(pair("EC", "P-256").getPublic().getEncoded());
    AlgorithmIdentifier algorithm =
        new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withRSA");
    assertThat(Signatures.verify(algorithm, SIGNED, sign(rsa, "SHA256withRSA"), ec))
        .isEqualTo(SignatureOutcome.FAILS);
  }

  @Test
  void whatIsNotKnownIsSaidToBeSo() throws Exception {
    AlgorithmIdentifier unknown =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4"), DERNull.INSTANCE);
    PublicKey key = PublicKey.of(pair("EC", "P-256").getPublic().getEncoded());
    assertThat(Signatures.verify(unknown, SIGNED, new byte[64], key))
        .isEqualTo(SignatureOutcome.UNSUPPORTED_ALGORITHM);
    AlgorithmIdentifier ecdsa =
        new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
    assertThat(Signatures.verify(ecdsa, SIGNED, new byte[64], PublicKey.of(new byte[0])))
        .isEqualTo(SignatureOutcome.UNUSABLE_KEY);
  }

  private static byte[] sign(KeyPair pair, String name) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(name, MAKER);
    signature.initSign(pair.getPrivate());
    signature.update(SIGNED);
    return signature.sign();
  }

  private static KeyPair pair(String type, String parameter) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type, MAKER);
    if (type.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(parameter));
    } else if (parameter != null) {
      generator.initialize(Integer.parseInt(parameter));
    }
    return generator.generateKeyPair();
  }
}
