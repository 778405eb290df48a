package gcert.app.ready;

import gcert.app.LocalFaultException;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.failure.IoFault;
import gcert.file.FileInspector;
import gcert.input.UserFile;
import gcert.pem.MalformedPemException;
import gcert.pem.PemBlock;
import gcert.pem.PemReader;
import gcert.rollover.Candidate;
import gcert.signature.PublicKey;
import gcert.target.FileTarget;
import gcert.tls.Observation;
import gcert.trust.requirement.Pin;
import gcert.trust.requirement.PinText;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Reads what is to be deployed: certificates in any form, a public or private key in PEM, or the
 * SHA-256 of a SubjectPublicKeyInfo as it stands. Of a private key nothing but the public one is
 * made and kept.
 */
public final class CandidateFile {
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final String SCHEME = "file:";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final Set<String> KEYS = Set.of(PUBLIC, PKCS8, SEC1, PKCS1);

  private CandidateFile() {}

  /**
   * Reads it.
   *
   * @param word a path, {@code file:PATH}, {@code -}, or 64 hex digits
   * @param inspector reads certificates
   * @throws LocalFaultException when it cannot be read; the message says what it is, and why
   */
  public static Candidate read(String word, FileInspector inspector) throws LocalFaultException {
    Optional<Pin> digest = PinText.parse(word);
    if (digest.isPresent()) {
      return Candidate.ofDigest("the key " + word, digest.get().sha256());
    }
    String name = word.startsWith(SCHEME) ? word.substring(SCHEME.length()) : word;
    Optional<Path> path = Optional.empty();
    if (!name.equals("-")) {
      try {
        path = Optional.of(Path.of(name));
      } catch (InvalidPathException e) {
        throw fault(name, "is not a path on this system");
      }
      Optional<Candidate> key = key(name, path.get());
      if (key.isPresent()) {
        return key.get();
      }
    }
    Observation seen = inspector.inspect(new FileTarget(word, path));
    if (seen.failure().isPresent()) {
      Failure failure = seen.failure().get();
      throw fault(name, failure.what() + failure.hint().map(hint -> "; " + hint).orElse(""));
    }
    return Candidate.of(name.equals("-") ? "standard input" : name, seen.chain());
  }

  /** The key of a file in which there is one, and no certificate. */
  private static Optional<Candidate> key(String name, Path path) throws LocalFaultException {
    List<PemBlock> blocks;
    try {
      blocks = PemReader.read(UserFile.read(path, LARGEST), KEYS);
    } catch (MalformedPemException e) {
      // Perhaps the certificates in it can be read; that reader says what is damaged.
      return Optional.empty();
    } catch (IOException e) {
      throw fault(name, IoFault.describe(e));
    }
    boolean certificates = blocks.stream().anyMatch(block -> block.label().endsWith("CERTIFICATE"));
    if (certificates) {
      return Optional.empty();
    }
    for (PemBlock block : blocks) {
      if (block.label().equals(ENCRYPTED)) {
        throw fault(
            name, "the private key is encrypted; give its public key (openssl pkey -pubout)");
      }
      if (KEYS.contains(block.label())) {
        try {
          return Optional.of(Candidate.of(name, PublicKey.of(spki(block))));
        } catch (IOException | RuntimeException e) {
          // Bouncy Castle throws what comes to hand on octets that make no sense.
          throw fault(name, "holds a key that cannot be read");
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] spki(PemBlock block) throws IOException {
    byte[] der = block.octets();
    return switch (block.label()) {
      case PUBLIC -> SubjectPublicKeyInfo.getInstance(der).getEncoded();
      case PKCS8 -> open(PrivateKeyFactory.createKey(PrivateKeyInfo.getInstance(der)));
      case SEC1 -> {
        ECPrivateKey key = ECPrivateKey.getInstance(der);
        yield open(
            PrivateKeyFactory.createKey(
                new PrivateKeyInfo(
                    new AlgorithmIdentifier(
                        X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                    key)));
      }
      default ->
          open(
              PrivateKeyFactory.createKey(
                  new PrivateKeyInfo(
                      new AlgorithmIdentifier(
                          PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                      RSAPrivateKey.getInstance(der))));
    };
  }

  private static byte[] open(AsymmetricKeyParameter secret) throws IOException {
    AsymmetricKeyParameter open;
    if (secret instanceof RSAPrivateCrtKeyParameters rsa) {
      BigInteger exponent = rsa.getPublicExponent();
      open = new RSAKeyParameters(false, rsa.getModulus(), exponent);
    } else if (secret instanceof ECPrivateKeyParameters ec) {
      open =
          new ECPublicKeyParameters(
              ec.getParameters().getG().multiply(ec.getD()).normalize(), ec.getParameters());
    } else if (secret instanceof Ed25519PrivateKeyParameters ed25519) {
      open = ed25519.generatePublicKey();
    } else if (secret instanceof Ed448PrivateKeyParameters ed448) {
      open = ed448.generatePublicKey();
    } else if (secret instanceof MLDSAPrivateKeyParameters mlDsa) {
      open = mlDsa.getPublicKeyParameters();
    } else {
      throw new IOException("a key of a kind that is not known");
    }
    return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(open).getEncoded();
  }

  private static LocalFaultException fault(String name, String what) {
    return new LocalFaultException(Escaped.of(name) + ": " + what);
  }
}
