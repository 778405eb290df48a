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
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;

/** Opens what a PKCS#12 store has encrypted, unless the store asks for absurd work. */
final class Pkcs12Decryption {
  /** Some thirty times what careful programs write today; a second or two of work. */
  private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(5_000_000);

  /** The memory that scrypt may take, in blocks of 128 octets: 64 MiB, four times what is usual. */
  private static final BigInteger MOST_BLOCKS = BigInteger.valueOf(64 * 1024 * 1024 / 128);

  private Pkcs12Decryption() {}

  /** Thrown when deriving the key would take more work than any honest store asks for. */
  static final class TooCostlyException extends OperatorCreationException {
    private static final long serialVersionUID = 1L;

    TooCostlyException() {
      super("too much work");
    }
  }

  static InputDecryptorProvider with(char[] password) {
    return algorithm -> {
      if (isTooCostly(algorithm)) {
        throw new TooCostlyException();
      }
      return PasswordDecryption.of(algorithm, password);
    };
  }

  private static boolean isTooCostly(AlgorithmIdentifier algorithm) {
    ASN1Encodable parameters = algorithm.getParameters();
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      return isTooMany(PKCS12PBEParams.getInstance(parameters).getIterations());
    }
    KeyDerivationFunc derivation = PBES2Parameters.getInstance(parameters).getKeyDerivationFunc();
    if (derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
      ScryptParams scrypt = ScryptParams.getInstance(derivation.getParameters());
      BigInteger blocks = scrypt.getCostParameter().multiply(scrypt.getBlockSize());
      return blocks.compareTo(MOST_BLOCKS) > 0
          || isTooMany(blocks.multiply(scrypt.getParallelizationParameter()));
    }
    return isTooMany(PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount());
  }

  private static boolean isTooMany(BigInteger rounds) {
    return rounds.compareTo(MOST_ROUNDS) > 0;
  }
}
