package gcert.file;

import java.io.InputStream;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RC2CBCParameter;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.StreamCipher;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.io.CipherInputStream;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.RC2Parameters;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Decryption with a key that is derived from a password, by Bouncy Castle's own classes: PBES1 and
 * PBES2 (RFC 8018), and the schemes of PKCS#12 (RFC 7292 appendix C).
 */
final class PasswordDecryption {
  private static final String PKCS12 = "1.2.840.113549.1.12.1.";

  private final char[] password;

  private PasswordDecryption(char[] password) {
    this.password = password;
  }

  /**
   * What decrypts by an algorithm. That the work is bearable has been checked.
   *
   * @throws OperatorCreationException when the algorithm is not known
   */
  static InputDecryptor of(AlgorithmIdentifier algorithm, char[] password)
      throws OperatorCreationException {
    PasswordDecryption decryption = new PasswordDecryption(password);
    String identifier = algorithm.getAlgorithm().getId();
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      return decryption.pbes2(algorithm);
    }
    return identifier.startsWith(PKCS12)
        ? decryption.pkcs12(algorithm)
        : decryption.pbes1(algorithm);
  }

  private InputDecryptor pkcs12(AlgorithmIdentifier algorithm) throws OperatorCreationException {
    PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(algorithm.getParameters());
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
    generator.init(
        PBEParametersGenerator.PKCS12PasswordToBytes(password),
        parameters.getIV(),
        parameters.getIterations().intValueExact());
    return switch (algorithm.getAlgorithm().getId().substring(PKCS12.length())) {
      case "1" -> stream(algorithm, generator.generateDerivedParameters(128));
      case "2" -> stream(algorithm, generator.generateDerivedParameters(40));
      case "3" ->
          block(algorithm, new DESedeEngine(), generator.generateDerivedParameters(192, 64));
      case "4" ->
          block(algorithm, new DESedeEngine(), generator.generateDerivedParameters(128, 64));
      case "5" -> block(algorithm, new RC2Engine(), generator.generateDerivedParameters(128, 64));
      case "6" -> block(algorithm, new RC2Engine(), generator.generateDerivedParameters(40, 64));
      default -> throw unknown();
    };
  }

  private InputDecryptor pbes1(AlgorithmIdentifier algorithm) throws OperatorCreationException {
    PBEParameter parameters = PBEParameter.getInstance(algorithm.getParameters());
    String identifier = algorithm.getAlgorithm().getId();
    boolean md5 =
        identifier.equals("1.2.840.113549.1.5.3") || identifier.equals("1.2.840.113549.1.5.6");
    BlockCipher cipher =
        switch (identifier) {
          case "1.2.840.113549.1.5.3", "1.2.840.113549.1.5.10" -> new DESEngine();
          case "1.2.840.113549.1.5.6", "1.2.840.113549.1.5.11" -> new RC2Engine();
          default -> throw unknown();
        };
    Digest digest = md5 ? new MD5Digest() : new SHA1Digest();
    PKCS5S1ParametersGenerator generator = new PKCS5S1ParametersGenerator(digest);
    generator.init(
        PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password),
        parameters.getSalt(),
        parameters.getIterationCount().intValueExact());
    return block(algorithm, cipher, generator.generateDerivedParameters(64, 64));
  }

  private InputDecryptor pbes2(AlgorithmIdentifier algorithm) throws OperatorCreationException {
    PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
    EncryptionScheme scheme = parameters.getEncryptionScheme();
    KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
    return switch (scheme.getAlgorithm().getId()) {
      case "2.16.840.1.101.3.4.1.2" ->
          block(algorithm, AESEngine.newInstance(), key(derivation, 16), iv(scheme));
      case "2.16.840.1.101.3.4.1.22" ->
          block(algorithm, AESEngine.newInstance(), key(derivation, 24), iv(scheme));
      case "2.16.840.1.101.3.4.1.42" ->
          block(algorithm, AESEngine.newInstance(), key(derivation, 32), iv(scheme));
      case "1.2.392.200011.61.1.1.1.2" ->
          block(algorithm, new CamelliaEngine(), key(derivation, 16), iv(scheme));
      case "1.2.392.200011.61.1.1.1.3" ->
          block(algorithm, new CamelliaEngine(), key(derivation, 24), iv(scheme));
      case "1.2.392.200011.61.1.1.1.4" ->
          block(algorithm, new CamelliaEngine(), key(derivation, 32), iv(scheme));
      case "1.2.840.113549.3.7" ->
          block(algorithm, new DESedeEngine(), key(derivation, 24), iv(scheme));
      case "1.3.14.3.2.7" -> block(algorithm, new DESEngine(), key(derivation, 8), iv(scheme));
      case "1.2.840.113549.3.2" -> rc2(algorithm, scheme, derivation);
      default -> throw unknown();
    };
  }

  private InputDecryptor rc2(
      AlgorithmIdentifier algorithm, EncryptionScheme scheme, KeyDerivationFunc derivation)
      throws OperatorCreationException {
    RC2CBCParameter parameters = RC2CBCParameter.getInstance(scheme.getParameters());
    BigInteger version = parameters.getRC2ParameterVersion();
    int bits =
        switch (version == null ? 0 : version.intValueExact()) {
          case 160 -> 40;
          case 120 -> 64;
          case 58 -> 128;
          default -> throw unknown();
        };
    CipherParameters key = new RC2Parameters(key(derivation, bits / 8).getKey(), bits);
    return block(algorithm, new RC2Engine(), key, parameters.getIV());
  }

  private KeyParameter key(KeyDerivationFunc derivation, int octets)
      throws OperatorCreationException {
    if (derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
      ScryptParams scrypt = ScryptParams.getInstance(derivation.getParameters());
      return new KeyParameter(
          SCrypt.generate(
              PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password),
              scrypt.getSalt(),
              scrypt.getCostParameter().intValueExact(),
              scrypt.getBlockSize().intValueExact(),
              scrypt.getParallelizationParameter().intValueExact(),
              octets));
    }
    if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw unknown();
    }
    PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
    PKCS5S2ParametersGenerator generator =
        new PKCS5S2ParametersGenerator(digest(parameters.getPrf()));
    generator.init(
        PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password),
        parameters.getSalt(),
        parameters.getIterationCount().intValueExact());
    return (KeyParameter) generator.generateDerivedParameters(octets * 8);
  }

  /** The digest of a pseudo-random function that is an HMAC (RFC 8018 appendix B.1). */
  private static Digest digest(AlgorithmIdentifier function) throws OperatorCreationException {
    return switch (function.getAlgorithm().getId()) {
      case "1.2.840.113549.2.7" -> new SHA1Digest();
      case "1.2.840.113549.2.8" -> new SHA224Digest();
      case "1.2.840.113549.2.9" -> new SHA256Digest();
      case "1.2.840.113549.2.10" -> new SHA384Digest();
      case "1.2.840.113549.2.11" -> new SHA512Digest();
      default -> throw unknown();
    };
  }

  private static byte[] iv(EncryptionScheme scheme) {
    return ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
  }

  private static InputDecryptor block(
      AlgorithmIdentifier algorithm, BlockCipher cipher, CipherParameters key, byte[] iv) {
    return block(algorithm, cipher, new ParametersWithIV(key, iv));
  }

  private static InputDecryptor block(
      AlgorithmIdentifier algorithm, BlockCipher cipher, CipherParameters keyAndIv) {
    BufferedBlockCipher padded =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(cipher), new PKCS7Padding());
    padded.init(false, keyAndIv);
    return decryptor(algorithm, in -> new CipherInputStream(in, padded));
  }

  private static InputDecryptor stream(AlgorithmIdentifier algorithm, CipherParameters key) {
    StreamCipher cipher = new RC4Engine();
    cipher.init(false, key);
    return decryptor(algorithm, in -> new CipherInputStream(in, cipher));
  }

  private interface Wrapping {
    InputStream of(InputStream in);
  }

  private static InputDecryptor decryptor(AlgorithmIdentifier algorithm, Wrapping wrapping) {
    return new InputDecryptor() {
      @Override
      public AlgorithmIdentifier getAlgorithmIdentifier() {
        return algorithm;
      }

      @Override
      public InputStream getInputStream(InputStream in) {
        return wrapping.of(in);
      }
    };
  }

  private static OperatorCreationException unknown() {
    return new OperatorCreationException("an algorithm that is not known here");
  }
}
