package gcert.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of one provider has to be that of the other, for good input and for bad. */
final class FastCurvesTest {
  private static final String PLATFORM = "SunEC";
  private static final byte[] TEXT = new byte[100];

  private final Provider fast = new FastCurves();

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void keysOfEitherAgreeWithThoseOfTheOther(String curve) throws Exception {
    KeyPair other = platformKeys(curve);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", fast);
    generator.initialize(((ECPublicKey) other.getPublic()).getParams());
    KeyPair own = generator.generateKeyPair();

    assertAgreement("ECDH", own, other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519", "X448"})
  void keysOfMontgomeryCurvesAgreeToo(String curve) throws Exception {
    KeyPairGenerator platform = KeyPairGenerator.getInstance("XDH", PLATFORM);
    platform.initialize(new NamedParameterSpec(curve));
    KeyPair other = platform.generateKeyPair();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("XDH", fast);
    generator.initialize(new NamedParameterSpec(curve));
    KeyPair own = generator.generateKeyPair();

    assertThat(own.getPublic()).isInstanceOf(XECPublicKey.class);
    assertAgreement("XDH", own, other);
  }

  /** Whoever computes the secret, with whichever of the two keys, it is the same. */
  private void assertAgreement(String algorithm, KeyPair own, KeyPair other) throws Exception {
    byte[] secret = secret(KeyAgreement.getInstance(algorithm, fast), own, other);
    assertThat(secret(KeyAgreement.getInstance(algorithm, PLATFORM), other, own)).isEqualTo(secret);
    // A JDK that wants such providers signed takes the keys from here and its own agreement.
    assertThat(secret(KeyAgreement.getInstance(algorithm, PLATFORM), own, other)).isEqualTo(secret);
  }

  private static byte[] secret(KeyAgreement agreement, KeyPair own, KeyPair other)
      throws GeneralSecurityException {
    agreement.init(own.getPrivate());
    agreement.doPhase(other.getPublic(), true);
    return agreement.generateSecret("TlsPremasterSecret").getEncoded();
  }

  /** RFC 7748 section 6: a point of small order would make the secret known to everybody. */
  @Test
  void aPointOfSmallOrderIsRefused() throws Exception {
    PublicKey zero =
        KeyFactory.getInstance("XDH", PLATFORM)
            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BigInteger.ZERO));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("XDH", fast);
    generator.initialize(NamedParameterSpec.X25519);
    KeyAgreement agreement = KeyAgreement.getInstance("XDH", fast);
    agreement.init(generator.generateKeyPair().getPrivate());

    assertThatThrownBy(
            () -> {
              agreement.doPhase(zero, true);
              agreement.generateSecret("TlsPremasterSecret");
            })
        .isInstanceOfAny(GeneralSecurityException.class, IllegalStateException.class);
  }

  /** The platform refuses these, and must go on to do so. */
  @ParameterizedTest
  @ValueSource(strings = {"secp256k1", "brainpoolP256r1"})
  void aCurveThatOnlyBouncyCastleKnowsIsLeftToThePlatform(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(new ECGenParameterSpec(curve));
    PublicKey key = generator.generateKeyPair().getPublic();
    Provider.Service service = fast.getService("Signature", "SHA256withECDSA");

    assertThat(service.supportsParameter(key)).isFalse();
    assertThat(service.supportsParameter(platformKeys("secp256r1").getPublic())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"secp256r1, SHA256", "secp384r1, SHA384", "secp521r1, SHA512"})
  void aSignatureIsGoodToBothOrToNeither(String curve, String digest) throws Exception {
    String algorithm = digest + "withECDSA";
    KeyPair keys = platformKeys(curve);
    Signature signer = Signature.getInstance(algorithm, PLATFORM);
    signer.initSign(keys.getPrivate());
    signer.update(TEXT);
    byte[] good = signer.sign();

    assertThat(verifies(Signature.getInstance(algorithm, fast), keys.getPublic(), good)).isTrue();
    for (int octet = 0; octet < good.length; octet++) {
      byte[] bad = good.clone();
      bad[octet] ^= 1;
      assertThat(verifies(Signature.getInstance(algorithm, fast), keys.getPublic(), bad))
          .as("octet " + octet)
          .isFalse();
      assertThat(verifies(Signature.getInstance(algorithm, PLATFORM), keys.getPublic(), bad))
          .as("octet " + octet)
          .isFalse();
    }
  }

  private static boolean verifies(Signature verifier, PublicKey key, byte[] signature)
      throws GeneralSecurityException {
    verifier.initVerify(key);
    verifier.update(TEXT);
    try {
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    }
  }

  private static KeyPair platformKeys(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PLATFORM);
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }
}
