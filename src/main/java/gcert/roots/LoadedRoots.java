package gcert.roots;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Anchors that are all in memory. */
final class LoadedRoots implements AnchorStore {
  private final String name;
  private final List<Anchor> anchors;

  private final List<String> warnings;

  /** Makes a store; a certificate that occurs twice is held once. */
  LoadedRoots(String name, List<Certificate> certificates) {
    this(name, certificates, List.of());
  }

  /**
   * Makes a store.
   *
   * @param warnings what was skipped
   */
  LoadedRoots(String name, List<Certificate> certificates, List<String> warnings) {
    this.name = name;
    this.warnings = List.copyOf(warnings);
    List<Anchor> all = new ArrayList<>();
    for (Certificate certificate : new LinkedHashSet<>(certificates)) {
      all.add(new Anchor(certificate, name));
    }
    this.anchors = List.copyOf(all);
  }

  @Override
  public List<Anchor> bySubject(DistinguishedName subject) {
    List<Anchor> found = new ArrayList<>();
    for (Anchor anchor : anchors) {
      if (anchor.certificate().subjectName().equals(subject)) {
        found.add(anchor);
      }
    }
    return found;
  }

  @Override
  public List<Anchor> all() {
    return anchors;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public String name() {
    return name;
  }
}
