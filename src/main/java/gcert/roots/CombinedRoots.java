package gcert.roots;

import gcert.certificate.DistinguishedName;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.util.ArrayList;
import java.util.List;

/** Several stores as one, asked in order. */
public final class CombinedRoots implements AnchorStore {
  private final List<AnchorStore> stores;

  /** Makes one of at least one store. */
  public CombinedRoots(List<AnchorStore> stores) {
    this.stores = List.copyOf(stores);
  }

  @Override
  public List<Anchor> bySubject(DistinguishedName subject) {
    List<Anchor> found = new ArrayList<>();
    for (AnchorStore store : stores) {
      found.addAll(store.bySubject(subject));
    }
    return found;
  }

  @Override
  public List<Anchor> all() {
    List<Anchor> all = new ArrayList<>();
    for (AnchorStore store : stores) {
      all.addAll(store.all());
    }
    return all;
  }

  @Override
  public String name() {
    StringBuilder name = new StringBuilder();
    for (AnchorStore store : stores) {
      name.append(name.isEmpty() ? "" : ", ").append(store.name());
    }
    return name.toString();
  }
}
