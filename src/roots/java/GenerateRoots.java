import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes the bundled roots from the key store that Google publishes with its API client.
 *
 * <p>Run by {@code mvn -Proots generate-resources}. It stops when the jar is not the one whose
 * digest stands below, or when its certificates differ in anything from {@code
 * src/roots/roots.tsv}: a changed set is looked at by a person, who then changes the table.
 */
public final class GenerateRoots {
  private static final String ARTIFACT = "com.google.api-client:google-api-client:2.9.2";
  private static final String ARTIFACT_SHA256 =
      "04b6b433367e770541c1912a5a9820d00e0697b71490e56beccbd120e5949e07";
  private static final String ENTRY = "com/google/api/client/googleapis/google.p12";
  private static final char[] PASSWORD = "notasecret".toCharArray();
  private static final String TAKEN = "2026-10-21";
  private static final String PUBLISHED_SHA256 =
      "ec989df46c8f4419ef2ee2517cad7619d555e4973f3307be697662aa2497e480";

  private GenerateRoots() {}

  /** Arguments: the jar, the table, the folder to write {@code roots.pem} and its index to. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Path jar = Path.of(arguments[0]);
    require(sha256(Files.readAllBytes(jar)).equals(ARTIFACT_SHA256), jar + " is another jar");
    Map<String, X509Certificate> found = certificates(jar);
    List<String> problems = new ArrayList<>();
    StringBuilder pem = new StringBuilder(head());
    StringBuilder index = new StringBuilder();
    int rows = 0;
    for (String line : Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      rows++;
      String[] row = line.split("\t");
      X509Certificate certificate = found.get(row[3]);
      if (certificate == null) {
        problems.add("the jar lacks " + row[1] + " " + row[3]);
        continue;
      }
      compare(row, certificate, problems);
      append(row, certificate, pem, index);
    }
    if (rows != found.size()) {
      problems.add("the jar has " + found.size() + " certificates, the table " + rows);
    }
    require(problems.isEmpty(), String.join("\n", problems));
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    Files.writeString(folder.resolve("roots.pem"), pem);
    Files.writeString(folder.resolve("roots.index"), index);
  }

  private static Map<String, X509Certificate> certificates(Path jar)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(ENTRY);
      try (InputStream in = zip.getInputStream(entry)) {
        store.load(new ByteArrayInputStream(in.readAllBytes()), PASSWORD);
      }
    }
    Map<String, X509Certificate> certificates = new HashMap<>();
    for (String alias : Collections.list(store.aliases())) {
      X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
      certificates.put(sha256(certificate.getEncoded()), certificate);
    }
    return certificates;
  }

  private static void compare(String[] row, X509Certificate certificate, List<String> problems) {
    same(row[1], "serial", row[2], certificate.getSerialNumber().toString(16), problems);
    LocalDate notAfter = certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    same(row[1], "not after", row[4], notAfter.toString(), problems);
    String key =
        certificate.getPublicKey() instanceof RSAPublicKey rsa
            ? "RSA" + rsa.getModulus().bitLength()
            : "EC" + ((ECPublicKey) certificate.getPublicKey()).getParams().getOrder().bitLength();
    same(row[1], "key", row[5], key + "/" + certificate.getSigAlgName(), problems);
  }

  private static void same(
      String label, String what, String expected, String met, List<String> problems) {
    if (!expected.equalsIgnoreCase(met)) {
      problems.add(label + ": " + what + " is " + met + ", not " + expected);
    }
  }

  private static void append(
      String[] row, X509Certificate certificate, StringBuilder pem, StringBuilder index)
      throws GeneralSecurityException {
    String subject = certificate.getSubjectX500Principal().getName();
    pem.append("# Operating CA: ").append(row[0]).append('\n');
    pem.append("# Issuer: ").append(certificate.getIssuerX500Principal().getName()).append('\n');
    pem.append("# Subject: ").append(subject).append('\n');
    pem.append("# Label: \"").append(row[1]).append("\"\n");
    pem.append("# Serial: ").append(row[2]).append('\n');
    pem.append("# SHA256 Fingerprint: ").append(row[3]).append('\n');
    int start = pem.length();
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    pem.append("-----BEGIN CERTIFICATE-----\n")
        .append(lines.encodeToString(certificate.getEncoded()))
        .append("\n-----END CERTIFICATE-----\n");
    index
        .append(sha256(certificate.getSubjectX500Principal().getEncoded()))
        .append(' ')
        .append(start)
        .append(' ')
        .append(pem.length() - start)
        .append('\n');
    pem.append('\n');
  }

  private static String head() {
    return "# The root certificates that Google advises clients of its services to trust, as\n"
        + "# published at https://pki.goog/roots.pem.\n"
        + "#\n"
        + "# Taken: "
        + TAKEN
        + "\n"
        + "# Source: "
        + ARTIFACT
        + " (Apache-2.0)\n"
        + "# Source SHA-256: "
        + ARTIFACT_SHA256
        + "\n"
        + "# Published file SHA-256: "
        + PUBLISHED_SHA256
        + "\n"
        + "# Regenerate: mvn -Proots generate-resources\n"
        + "#\n"
        + "# The comments are derived from the certificates; roots.index holds for each, in the\n"
        + "# same order, the SHA-256 of its subject's DER form, and where its block starts and how\n"
        + "# long it is, in octets.\n"
        + "\n";
  }

  private static String sha256(byte[] octets) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
