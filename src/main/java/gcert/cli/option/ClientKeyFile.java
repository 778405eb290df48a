package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.tls.ClientKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads {@code --cert} and {@code --key}: PEM certificates, and a PKCS#8, PKCS#1 or SEC 1 key. */
public final class ClientKeyFile {
  private static final int LARGEST = 4 * 1024 * 1024;

  private ClientKeyFile() {}

  /**
   * The client certificate that the options name; empty when they name none.
   *
   * @throws LocalFaultException when a file cannot be read, or lacks what it should hold
   */
  public static Optional<ClientKey> read(OptionValues values)
      throws UsageException, LocalFaultException {
    Optional<String> certificates = values.text("--cert");
    Optional<String> key = values.text("--key");
    if (certificates.isEmpty()) {
      if (key.isPresent()) {
        throw new UsageException("--key needs --cert");
      }
      return Optional.empty();
    }
    List<X509Certificate> chain = readCertificates(certificates.get());
    PrivateKey secret = readKey(key.orElse(certificates.get()));
    if (!belong(secret, chain.get(0).getPublicKey())) {
      throw fault(key.orElse(certificates.get()), "the private key is not that of the certificate");
    }
    return Optional.of(new ClientKey(secret, chain));
  }

  /** Whether one verifies what the other signs; yes where that cannot be told. */
  private static boolean belong(PrivateKey secret, PublicKey open) {
    if (open.getAlgorithm().equals("RSASSA-PSS")) {
      return true;
    }
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> secret.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      // Not nothing: that the JDK does not sign with EdDSA.
      signature.update((byte) 0);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update((byte) 0);
      return signature.verify(signed);
    } catch (NoSuchAlgorithmException e) {
      return true;
    } catch (InvalidKeyException | SignatureException e) {
      return false;
    }
  }

  private static List<X509Certificate> readCertificates(String file) throws LocalFaultException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Object item : items(file)) {
        if (item instanceof X509CertificateHolder holder) {
          ByteArrayInputStream der = new ByteArrayInputStream(holder.getEncoded());
          chain.add((X509Certificate) factory.generateCertificate(der));
        }
      }
    } catch (CertificateException | IOException e) {
      throw fault(file, "holds a certificate that cannot be read");
    }
    if (chain.isEmpty()) {
      throw fault(file, "holds no PEM certificate");
    }
    return chain;
  }

  private static PrivateKey readKey(String file) throws LocalFaultException {
    for (Object item : items(file)) {
      if (item instanceof PEMEncryptedKeyPair || item instanceof PKCS8EncryptedPrivateKeyInfo) {
        throw fault(file, "the private key is encrypted; decrypt it with 'openssl pkey'");
      }
      PrivateKeyInfo info = null;
      if (item instanceof PEMKeyPair pair) {
        info = pair.getPrivateKeyInfo();
      } else if (item instanceof PrivateKeyInfo bare) {
        info = bare;
      }
      if (info != null) {
        try {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        } catch (IOException e) {
          throw fault(file, "the private key is of a kind that this Java runtime does not know");
        }
      }
    }
    throw fault(file, "holds no PEM private key");
  }

  private static List<Object> items(String file) throws LocalFaultException {
    List<Object> items = new ArrayList<>();
    try {
      String text = new String(UserFile.read(Path.of(file), LARGEST), StandardCharsets.ISO_8859_1);
      PEMParser parser = new PEMParser(new StringReader(text));
      for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
        items.add(item);
      }
      return items;
    } catch (InvalidPathException e) {
      throw fault(file, "is not a path on this system");
    } catch (IOException e) {
      throw fault(file, IoFault.describe(e));
    }
  }

  private static LocalFaultException fault(String file, String what) {
    return new LocalFaultException(Messages.printable(file) + ": " + what);
  }
}
