package gcert.app.roots;

import gcert.certificate.DistinguishedName;
import gcert.roots.RootsException;
import gcert.roots.SystemRoots;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system's roots, read only when a chain does not end in the bundle: a good run has no need of
 * them. A system without roots has none to fall back to.
 */
public final class SystemFallback implements AnchorStore {
  private final Map<String, String> environment;
  private Optional<AnchorStore> loaded = Optional.empty();

  public SystemFallback(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Anchor> bySubject(DistinguishedName name) {
    return load().map(store -> store.bySubject(name)).orElse(List.of());
  }

  @Override
  public List<Anchor> all() {
    return load().map(AnchorStore::all).orElse(List.of());
  }

  @Override
  public String name() {
    return "system";
  }

  private synchronized Optional<AnchorStore> load() {
    if (loaded.isEmpty()) {
      try {
        loaded = Optional.of(SystemRoots.load(environment));
      } catch (RootsException e) {
        return Optional.empty();
      }
    }
    return loaded;
  }
}
