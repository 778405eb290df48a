package gcert.app.roots;

import gcert.app.LocalFaultException;
import gcert.failure.Escaped;
import gcert.roots.BundledRoots;
import gcert.roots.CombinedRoots;
import gcert.roots.FileRoots;
import gcert.roots.RootsException;
import gcert.roots.SystemRoots;
import gcert.roots.UpdatedRoots;
import gcert.trust.AnchorStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sets of roots that {@code --roots} can name. */
public final class RootSets {
  private RootSets() {}

  /** The bundle first, and the system's roots for hosts that are not Google's. */
  public static final String AUTO = "auto";

  /** Whether the sets include those that are used when nothing else is said. */
  public static boolean isAuto(List<String> sets) {
    return sets.isEmpty() || sets.contains(AUTO);
  }

  /**
   * The roots of the sets; none means {@link #AUTO}, of which the bundle is read here.
   *
   * @throws LocalFaultException when a set cannot be read
   */
  public static AnchorStore read(List<String> sets, Map<String, String> environment)
      throws LocalFaultException {
    if (sets.isEmpty()) {
      return read("bundled", environment);
    }
    List<AnchorStore> stores = new ArrayList<>();
    for (String set : sets) {
      stores.add(read(set, environment));
    }
    return stores.size() == 1 ? stores.get(0) : new CombinedRoots(stores);
  }

  /**
   * The roots in a file.
   *
   * @param file its path
   * @throws LocalFaultException when it cannot be read, or holds no roots
   */
  public static AnchorStore readFile(String file) throws LocalFaultException {
    try {
      return FileRoots.read(Path.of(file));
    } catch (RootsException e) {
      throw new LocalFaultException(String.valueOf(e.getMessage()), e);
    } catch (InvalidPathException e) {
      throw new LocalFaultException(Escaped.of(file) + ": is not a path on this system", e);
    }
  }

  private static AnchorStore read(String set, Map<String, String> environment)
      throws LocalFaultException {
    try {
      return switch (set) {
        case AUTO, "bundled" -> bundled(environment);
        case "builtin" -> new BundledRoots();
        case "system" -> SystemRoots.load(environment);
        default -> FileRoots.read(Path.of(set));
      };
    } catch (RootsException | InvalidPathException e) {
      throw new LocalFaultException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The copy that {@code gcert roots update} made, unless the program brings a newer one. */
  private static AnchorStore bundled(Map<String, String> environment) throws RootsException {
    Optional<Path> file = UpdatedRoots.existing(environment);
    if (file.isEmpty()) {
      return new BundledRoots();
    }
    UpdatedRoots updated;
    try {
      updated = UpdatedRoots.read(file.get());
    } catch (RootsException e) {
      throw new RootsException(
          e.getMessage() + "; run 'gcert roots update --roots builtin' to replace it");
    }
    BundledRoots builtIn = new BundledRoots();
    return updated.taken().isBefore(builtIn.taken()) ? builtIn : updated;
  }
}
