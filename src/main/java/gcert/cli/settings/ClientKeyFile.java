package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.cli.option.UsageException;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.tls.ClientKey;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads {@code --cert} and {@code --key}: PEM certificates, and a PKCS#8, PKCS#1 or SEC 1 key. */
public final class ClientKeyFile {
  private static final int LARGEST = 4 * 1024 * 1024;

  private ClientKeyFile() {}

  /**
   * The client certificate that is named; empty when none is.
   *
   * @param certificates the file of {@code --cert}
   * @param key the file of {@code --key}; empty when that of the certificate holds the key too
   * @throws UsageException when there is a key without a certificate
   * @throws LocalFaultException when a file cannot be read, or lacks what it should hold
   */
  public static Optional<ClientKey> read(Optional<String> certificates, Optional<String> key)
      throws UsageException, LocalFaultException {
    if (certificates.isEmpty()) {
      if (key.isPresent()) {
        throw new UsageException("--key needs --cert");
      }
      return Optional.empty();
    }
    Source shown = new Source("--cert", certificates.get());
    Source keyFile = key.map(file -> new Source("--key", file)).orElse(shown);
    List<X509CertificateHolder> chain = readCertificates(shown);
    try {
      List<byte[]> ders = new ArrayList<>();
      for (X509CertificateHolder certificate : chain) {
        ders.add(certificate.getEncoded());
      }
      ClientKey client =
          new ClientKey(readKey(keyFile), ders, chain.get(0).getSubjectPublicKeyInfo());
      if (!client.belongsTogether()) {
        throw keyFile.fault("the private key is not that of the certificate");
      }
      return Optional.of(client);
    } catch (IOException | RuntimeException e) {
      throw shown.fault("holds a certificate that cannot be read");
    }
  }

  private static List<X509CertificateHolder> readCertificates(Source file)
      throws LocalFaultException {
    List<X509CertificateHolder> chain = new ArrayList<>();
    for (Object item : items(file)) {
      if (item instanceof X509CertificateHolder holder) {
        chain.add(holder);
      }
    }
    if (chain.isEmpty()) {
      throw file.fault("holds no PEM certificate");
    }
    return chain;
  }

  private static AsymmetricKeyParameter readKey(Source file) throws LocalFaultException {
    for (Object item : items(file)) {
      if (item instanceof PEMEncryptedKeyPair || item instanceof PKCS8EncryptedPrivateKeyInfo) {
        throw file.fault("the private key is encrypted; decrypt it with 'openssl pkey'");
      }
      PrivateKeyInfo info = null;
      if (item instanceof PEMKeyPair pair) {
        info = pair.getPrivateKeyInfo();
      } else if (item instanceof PrivateKeyInfo bare) {
        info = bare;
      }
      if (info != null) {
        try {
          return PrivateKeyFactory.createKey(info);
        } catch (IOException | RuntimeException e) {
          throw file.fault("the private key is of a kind that is not known");
        }
      }
    }
    throw file.fault(
        file.option().equals("--cert")
            ? "holds no PEM private key; name the file of the key with --key"
            : "holds no PEM private key");
  }

  private static List<Object> items(Source file) throws LocalFaultException {
    List<Object> items = new ArrayList<>();
    try {
      String text =
          new String(UserFile.read(Path.of(file.name()), LARGEST), StandardCharsets.ISO_8859_1);
      PEMParser parser = new PEMParser(new StringReader(text));
      for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
        items.add(item);
      }
      return items;
    } catch (InvalidPathException e) {
      throw file.fault("is not a path on this system");
    } catch (PEMException e) {
      throw file.fault("holds a PEM block that cannot be read");
    } catch (IOException e) {
      throw file.fault(IoFault.describe(e));
    } catch (RuntimeException e) {
      // Bouncy Castle's parsers throw what they like.
      throw file.fault("holds a PEM block that cannot be read");
    }
  }

  /** A file, and the option that names it. */
  private record Source(String option, String name) {

    LocalFaultException fault(String what) {
      return new LocalFaultException(option + ": " + Messages.printable(name) + ": " + what);
    }
  }
}
