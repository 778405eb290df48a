package gcert.file;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The certificates of a Java key store of the older forms, where they are not encrypted: no
 * password is needed, the private keys stay locked, and the store's own digest is not checked.
 */
final class JavaKeyStores {
  private static final int KEY = 1;
  private static final int TRUSTED_CERTIFICATE = 2;
  private static final int SECRET_KEY = 3;
  private static final int OLDEST_WITH_TYPES = 2;

  /** More entries than this are no store of certificates. */
  private static final int MOST = 100_000;

  private final String type;
  private final byte[] content;

  /** Those of keys come first, each kind in the order of the names. */
  private final Map<String, List<byte[]>> chains = new TreeMap<>();

  private final Map<String, List<byte[]>> trusted = new TreeMap<>();

  private JavaKeyStores(byte[] content, String type) {
    this.content = content;
    this.type = type;
  }

  static List<Certificate> read(byte[] content, String type) throws CertificateFileException {
    return new JavaKeyStores(content, type).read();
  }

  private List<Certificate> read() throws CertificateFileException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      in.readInt();
      int version = in.readInt();
      int entries = in.readInt();
      if (version < 1 || version > OLDEST_WITH_TYPES || entries < 0 || entries > MOST) {
        throw damaged();
      }
      for (int i = 0; i < entries; i++) {
        readEntry(in, version);
      }
    } catch (IOException e) {
      throw damaged();
    }
    List<Certificate> certificates = new ArrayList<>();
    add(chains, certificates);
    add(trusted, certificates);
    if (certificates.isEmpty()) {
      throw new CertificateFileException("a " + type + " store without certificates");
    }
    return certificates;
  }

  private void readEntry(DataInputStream in, int version)
      throws IOException, CertificateFileException {
    int kind = in.readInt();
    String alias = in.readUTF();
    in.readLong();
    switch (kind) {
      case KEY -> {
        in.skipNBytes(length(in));
        int count = in.readInt();
        if (count < 0 || count > MOST) {
          throw damaged();
        }
        List<byte[]> chain = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          chain.add(certificate(in, version));
        }
        chains.put(alias, chain);
      }
      case TRUSTED_CERTIFICATE -> trusted.put(alias, List.of(certificate(in, version)));
      case SECRET_KEY -> SerializedObject.skip(in);
      default -> throw damaged();
    }
  }

  private byte[] certificate(DataInputStream in, int version)
      throws IOException, CertificateFileException {
    if (version == OLDEST_WITH_TYPES) {
      in.readUTF();
    }
    return in.readNBytes(length(in));
  }

  /** A length that the rest of the file has. */
  private int length(DataInputStream in) throws IOException, CertificateFileException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw damaged();
    }
    return length;
  }

  private CertificateFileException damaged() {
    return new CertificateFileException("a damaged " + type + " store");
  }

  private static void add(Map<String, List<byte[]>> entries, List<Certificate> certificates)
      throws CertificateFileException {
    for (Map.Entry<String, List<byte[]>> entry : entries.entrySet()) {
      for (byte[] der : entry.getValue()) {
        certificates.add(
            CertificateObject.parse(der, "entry '" + Escaped.of(entry.getKey()) + "': "));
      }
    }
  }
}
