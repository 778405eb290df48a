package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.app.RootSets;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.roots.BundledRoots;
import gcert.roots.UpdatedRoots;
import gcert.trust.AnchorStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Which set of roots a command of the family {@code gcert roots} is about. */
public final class RootsOptions {
  /** The sets; none means the bundle. */
  public static final Option<List<String>> ROOTS =
      Option.list(
          "--roots",
          "SET",
          new RootSetType(),
          "Use these roots: bundled (the default; the copy made by 'gcert roots update', unless the program has newer roots), builtin, system, or a FILE. May be repeated.");

  /** Which set is meant. */
  public static final OptionGroup GROUP = new OptionGroup("Roots", ROOTS);

  private RootsOptions() {}

  public static AnchorStore read(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    return RootSets.read(values.get(ROOTS), session.environment());
  }

  /** The day from which a set is, where it says. */
  public static Optional<LocalDate> taken(AnchorStore store) {
    if (store instanceof BundledRoots builtIn) {
      return Optional.of(builtIn.taken());
    }
    return store instanceof UpdatedRoots updated ? Optional.of(updated.taken()) : Optional.empty();
  }

  /** {@code 21 roots, bundled, taken 2026-10-21}. */
  public static String summary(AnchorStore store) {
    int count = store.all().size();
    return count
        + (count == 1 ? " root, " : " roots, ")
        + store.name()
        + taken(store).map(day -> ", taken " + day).orElse("");
  }
}
