package gcert.app.roots;

import gcert.app.LocalFaultException;
import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.roots.RootsException;
import gcert.roots.RootsUpdate;
import gcert.roots.UpdatedRoots;
import gcert.trust.AnchorStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Puts new roots in the place of the bundle. */
public final class RootsReplacement {
  private RootsReplacement() {}

  /**
   * The file in which they are kept.
   *
   * @throws LocalFaultException when there is no directory for it
   */
  public static Path file(Map<String, String> environment) throws LocalFaultException {
    return UpdatedRoots.file(environment)
        .orElseThrow(
            () ->
                new LocalFaultException(
                    "no home directory to keep the roots in; set XDG_DATA_HOME"));
  }

  /**
   * Checks that new roots are plausible beside those in use, and keeps them.
   *
   * @param file where they are kept
   * @param source where they come from
   * @param today the day from which they are
   * @return what they change
   * @throws LocalFaultException when they are not plausible, or cannot be written
   */
  public static RootsChanges keep(
      Path file, AnchorStore fresh, AnchorStore used, String source, LocalDate today)
      throws LocalFaultException {
    List<Certificate> roots = RootsUpdate.certificates(fresh);
    try {
      RootsUpdate.check(roots, used);
      RootsUpdate.write(file, roots, source, today);
    } catch (RootsException e) {
      throw new LocalFaultException(Escaped.of(source) + ": " + e.getMessage(), e);
    }
    return RootsChanges.between(RootsUpdate.certificates(used), roots);
  }
}
