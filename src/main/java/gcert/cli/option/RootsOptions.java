package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.app.RootSets;
import gcert.cli.terminal.Session;
import gcert.roots.BundledRoots;
import gcert.roots.UpdatedRoots;
import gcert.trust.AnchorStore;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Which set of roots a command of the family {@code gcert roots} is about. */
public final class RootsOptions {
  private RootsOptions() {}

  public static void declare(CommandSpec spec) {
    group().addTo(spec);
  }

  public static OptionGroup group() {
    return new OptionGroup("Roots", 20)
        .list(
            "--roots",
            "SET",
            "The set meant: bundled (the default: the copy that 'roots update' made, unless the"
                + " program brings a newer one), builtin, system, or a FILE. May be repeated.");
  }

  public static AnchorStore read(OptionValues values, Session session) throws LocalFaultException {
    return RootSets.read(values.list("--roots"), session.environment());
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
