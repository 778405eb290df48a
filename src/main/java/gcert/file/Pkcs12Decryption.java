package gcert.file;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/** Opens what a PKCS#12 store has encrypted, unless the store asks for absurd work. */
final class Pkcs12Decryption {
  /** Some thirty times what careful programs write today; a second or two of work. */
  private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(5_000_000);

  private Pkcs12Decryption() {}

  /** Thrown when deriving the key would take more rounds than any honest store asks for. */
  static final class TooCostlyException extends OperatorCreationException {
    private static final long serialVersionUID = 1L;

    TooCostlyException() {
      super("too many rounds");
    }
  }

  static InputDecryptorProvider with(char[] password) {
    // Given to the builder, not registered: the JDK's own lacks the algorithms of older stores.
    InputDecryptorProvider decryptor =
        new JcePKCSPBEInputDecryptorProviderBuilder()
            .setProvider(new BouncyCastleProvider())
            .build(password);
    return algorithm -> {
      if (rounds(algorithm).compareTo(MOST_ROUNDS) > 0) {
        throw new TooCostlyException();
      }
      return decryptor.get(algorithm);
    };
  }

  private static BigInteger rounds(AlgorithmIdentifier algorithm) {
    ASN1Encodable parameters = algorithm.getParameters();
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      return PKCS12PBEParams.getInstance(parameters).getIterations();
    }
    KeyDerivationFunc derivation = PBES2Parameters.getInstance(parameters).getKeyDerivationFunc();
    if (derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
      ScryptParams scrypt = ScryptParams.getInstance(derivation.getParameters());
      return scrypt
          .getCostParameter()
          .multiply(scrypt.getBlockSize())
          .multiply(scrypt.getParallelizationParameter());
    }
    return PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount();
  }
}
