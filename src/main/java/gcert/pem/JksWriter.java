package gcert.pem;

import gcert.certificate.Certificate;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA1Digest;

/** The form of Java's older key stores, as far as trusted certificates have need of it. */
final class JksWriter {
  private static final int MAGIC = 0xfeedfeed;
  private static final int VERSION = 2;
  private static final int TRUSTED_CERTIFICATE = 2;

  /** What Java's designers put before the content when they digest it with the password. */
  private static final String WHITENER = "Mighty Aphrodite";

  private JksWriter() {}

  static byte[] write(List<Certificate> certificates, String password) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(certificates.size());
      for (Certificate certificate : certificates) {
        byte[] der = certificate.der();
        out.writeInt(TRUSTED_CERTIFICATE);
        out.writeUTF(EntryAlias.of(certificate));
        // Not the time of writing, which would make each file another one.
        out.writeLong(certificate.notBefore().toEpochMilli());
        out.writeUTF("X.509");
        out.writeInt(der.length);
        out.write(der);
      }
      out.write(digest(octets.toByteArray(), password));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail like a file", e);
    }
    return octets.toByteArray();
  }

  private static byte[] digest(byte[] content, String password) {
    SHA1Digest digest = new SHA1Digest();
    byte[] characters = password.getBytes(StandardCharsets.UTF_16BE);
    digest.update(characters, 0, characters.length);
    byte[] whitener = WHITENER.getBytes(StandardCharsets.UTF_8);
    digest.update(whitener, 0, whitener.length);
    digest.update(content, 0, content.length);
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }
}
