package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.app.roots.RootSets;
import gcert.app.roots.SystemFallback;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.roots.CombinedRoots;
import gcert.trust.AnchorStore;
import java.util.ArrayList;
import java.util.List;

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

  /** Reads the set. */
  public static AnchorStore read(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    return read(ROOTS, values, session);
  }

  /**
   * Reads the sets that an option names.
   *
   * @throws LocalFaultException when a set cannot be read
   */
  static AnchorStore read(Option<List<String>> option, OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    try {
      return RootSets.read(values.get(option), session.environment());
    } catch (LocalFaultException e) {
      throw new LocalFaultException(option.name() + ": " + e.getMessage(), e);
    }
  }

  /** All roots that a command trusts: with {@code auto} those of the system too. */
  static AnchorStore readAll(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    List<String> sets = values.get(TrustOptions.ROOTS);
    List<AnchorStore> roots = new ArrayList<>();
    roots.add(RootSets.read(sets, session.environment()));
    if (RootSets.isAuto(sets)) {
      roots.add(new SystemFallback(session.environment()));
    }
    return new CombinedRoots(roots);
  }
}
