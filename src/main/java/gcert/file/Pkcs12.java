package gcert.file;

import gcert.certificate.Certificate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCSException;

/**
 * The certificates of a PKCS#12 store (RFC 7292), those included that belong to no key. The JDK's
 * own reader hides them unless Java wrote the store.
 *
 * <p>The empty password and {@code changeit} are tried before anybody is asked. The store's MAC is
 * not checked: nothing is trusted for being in it.
 */
final class Pkcs12 {
  /** Equal to the empty password for both ways of deriving a key, and Bouncy Castle takes it. */
  private static final char[] EMPTY = {0};

  private static final char[] USUAL = "changeit".toCharArray();

  private Pkcs12() {}

  static List<Certificate> read(byte[] content, String name, Passwords passwords)
      throws CertificateFileException {
    ContentInfo[] parts = parts(content);
    Optional<List<byte[]>> ders = tryToOpen(parts, EMPTY);
    if (ders.isEmpty()) {
      ders = tryToOpen(parts, USUAL);
    }
    if (ders.isEmpty()) {
      Optional<char[]> password = passwords.of(name);
      if (password.isEmpty()) {
        throw new CertificateFileException(
            "a PKCS#12 store with a password", "give it with --password-file FILE");
      }
      ders = tryToOpen(parts, password.get().length == 0 ? EMPTY : password.get());
    }
    if (ders.isEmpty()) {
      throw new CertificateFileException("a PKCS#12 store that this password does not open");
    }
    List<Certificate> certificates = new ArrayList<>();
    for (byte[] der : ders.get()) {
      String nth = "certificate " + (certificates.size() + 1) + ": ";
      certificates.add(CertificateObject.parse(der, nth));
    }
    if (certificates.isEmpty()) {
      throw new CertificateFileException("a PKCS#12 store without certificates");
    }
    return certificates;
  }

  private static ContentInfo[] parts(byte[] content) throws CertificateFileException {
    try {
      return new PKCS12PfxPdu(content).getContentInfos();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Bouncy Castle tells of malformed content by many kinds of unchecked exception.
      throw new CertificateFileException("a damaged PKCS#12 store");
    }
  }

  private static Optional<List<byte[]>> tryToOpen(ContentInfo[] parts, char[] password)
      throws CertificateFileException {
    List<byte[]> ders = new ArrayList<>();
    InputDecryptorProvider decryptor = Pkcs12Decryption.with(password);
    try {
      for (ContentInfo part : parts) {
        for (PKCS12SafeBag bag : bags(part, decryptor)) {
          if (bag.getType().equals(PKCSObjectIdentifiers.certBag)) {
            der(bag.toASN1Structure()).ifPresent(ders::add);
          }
        }
      }
      return Optional.of(ders);
    } catch (PKCSException | RuntimeException | StackOverflowError e) {
      if (isTooCostly(e)) {
        throw new CertificateFileException(
            "a PKCS#12 store that takes too much time or memory to open");
      }
      return Optional.empty();
    }
  }

  /** The octets as they stand there; empty when the bag holds another kind of certificate. */
  private static Optional<byte[]> der(SafeBag bag) {
    CertBag certificate = CertBag.getInstance(bag.getBagValue());
    return certificate.getCertId().equals(PKCSObjectIdentifiers.x509Certificate)
        ? Optional.of(ASN1OctetString.getInstance(certificate.getCertValue()).getOctets())
        : Optional.empty();
  }

  /** Bouncy Castle wraps what its caller throws, and wraps that again. */
  private static boolean isTooCostly(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof Pkcs12Decryption.TooCostlyException) {
        return true;
      }
    }
    return false;
  }

  private static PKCS12SafeBag[] bags(ContentInfo part, InputDecryptorProvider decryptor)
      throws PKCSException {
    if (part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
      return new PKCS12SafeBagFactory(part, decryptor).getSafeBags();
    }
    if (part.getContentType().equals(PKCSObjectIdentifiers.data)) {
      return new PKCS12SafeBagFactory(part).getSafeBags();
    }
    return new PKCS12SafeBag[0];
  }
}
