package gcert.app.roots;

import gcert.roots.BundledRoots;
import gcert.roots.UpdatedRoots;
import gcert.trust.AnchorStore;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A set of roots in a line.
 *
 * @param count how many roots it has
 * @param name its name
 * @param taken the day from which it is, where it says
 */
public record RootSetSummary(int count, String name, Optional<LocalDate> taken) {

  /** The summary of a set. */
  public static RootSetSummary of(AnchorStore store) {
    return new RootSetSummary(store.all().size(), store.name(), taken(store));
  }

  private static Optional<LocalDate> taken(AnchorStore store) {
    if (store instanceof BundledRoots builtIn) {
      return Optional.of(builtIn.taken());
    }
    return store instanceof UpdatedRoots updated ? Optional.of(updated.taken()) : Optional.empty();
  }

  /** {@code 21 roots, bundled, taken 2026-10-21}. */
  public String text() {
    return count
        + (count == 1 ? " root, " : " roots, ")
        + name
        + taken.map(day -> ", taken " + day).orElse("");
  }
}
