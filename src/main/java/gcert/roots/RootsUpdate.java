package gcert.roots;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.output.AtomicFile;
import gcert.pem.PemEncoder;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Puts a new copy of the roots in the place of the one before, if it is plausible. */
public final class RootsUpdate {
  private RootsUpdate() {}

  /**
   * Checks that a set can be what it says: every certificate is a CA's, and it is not less than
   * half the size of the set in use. A publisher adds and drops single roots; a set that lost most
   * of them was cut short, or is another file.
   *
   * @throws RootsException when it is not plausible
   */
  public static void check(List<Certificate> fresh, AnchorStore used) throws RootsException {
    for (Certificate certificate : fresh) {
      boolean selfIssued = certificate.subjectName().equals(certificate.issuerName());
      if (!certificate.isAuthority() || !selfIssued) {
        throw new RootsException(
            "not a set of roots: " + Escaped.of(certificate.subject(), 200) + " is not a root");
      }
    }
    int known = used.all().size();
    if (fresh.size() * 2 < known) {
      throw new RootsException(
          "not plausible: of the " + known + " roots in use it would leave " + fresh.size());
    }
  }

  /**
   * Writes the copy. The one before is kept beside it as {@code roots.pem.previous}.
   *
   * @param file where to
   * @param source where the set is from, for the comment
   * @throws RootsException when the file cannot be written; it is then as it was
   */
  public static void write(Path file, List<Certificate> roots, String source, LocalDate taken)
      throws RootsException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      byte[] text = text(roots, source, taken).getBytes(StandardCharsets.UTF_8);
      if (Files.exists(file)) {
        Path previous = file.resolveSibling(file.getFileName() + ".previous");
        AtomicFile.replace(previous, Files.readAllBytes(file));
      }
      AtomicFile.replace(file, text);
    } catch (IOException e) {
      throw new RootsException(Escaped.of(file.toString()) + ": " + IoFault.describe(e));
    }
  }

  private static String text(List<Certificate> roots, String source, LocalDate taken) {
    StringBuilder text = new StringBuilder();
    text.append("# Root certificates, written by gcert roots update.\n");
    text.append(TakenDate.comment(taken)).append('\n');
    text.append("# Source: ").append(Escaped.of(source)).append('\n');
    for (Certificate root : roots) {
      text.append("\n# Subject: ").append(Escaped.of(root.subject(), 1000)).append('\n');
      text.append("# SHA256 Fingerprint: ").append(root.sha256()).append('\n');
      text.append(PemEncoder.encode(root.der()));
    }
    return text.toString();
  }

  /** The certificates of a store. */
  public static List<Certificate> certificates(AnchorStore store) {
    return store.all().stream().map(Anchor::certificate).toList();
  }
}
