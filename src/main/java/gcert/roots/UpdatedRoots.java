package gcert.roots;

import gcert.certificate.DistinguishedName;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's own copy of Google's roots, which {@code gcert roots update} writes. */
public final class UpdatedRoots implements AnchorStore {
  private static final String NAME = "updated";

  private final AnchorStore roots;
  private final LocalDate taken;

  private UpdatedRoots(AnchorStore roots, LocalDate taken) {
    this.roots = roots;
    this.taken = taken;
  }

  /**
   * Where the copy is kept: {@code gcert/roots.pem} below {@code XDG_DATA_HOME}, {@code
   * ~/.local/share} or, on Windows, {@code LOCALAPPDATA}; empty when there is no home directory.
   *
   * @param environment the environment variables
   */
  public static Optional<Path> file(Map<String, String> environment) {
    for (String variable : new String[] {"XDG_DATA_HOME", "LOCALAPPDATA"}) {
      String folder = environment.get(variable);
      if (folder != null && Path.of(folder).isAbsolute()) {
        return Optional.of(Path.of(folder, "gcert", "roots.pem"));
      }
    }
    String home = environment.get("HOME");
    return home == null || home.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(home, ".local", "share", "gcert", "roots.pem"));
  }

  /** The same when there is a copy. */
  public static Optional<Path> existing(Map<String, String> environment) {
    return file(environment).filter(Files::exists);
  }

  /**
   * Reads a copy.
   *
   * @throws RootsException when it is damaged, or not one that gcert has written
   */
  public static UpdatedRoots read(Path file) throws RootsException {
    String name = Escaped.of(file.toString());
    AnchorStore roots = FileRoots.read(file);
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      LocalDate taken =
          TakenDate.in(text)
              .orElseThrow(() -> new RootsException(name + ": does not say from which day it is"));
      return new UpdatedRoots(roots, taken);
    } catch (IOException e) {
      throw new RootsException(name + ": " + IoFault.describe(e));
    }
  }

  /** The day on which it was downloaded. */
  public LocalDate taken() {
    return taken;
  }

  @Override
  public List<Anchor> bySubject(DistinguishedName subject) {
    return renamed(roots.bySubject(subject));
  }

  @Override
  public List<Anchor> all() {
    return renamed(roots.all());
  }

  @Override
  public String name() {
    return NAME;
  }

  private static List<Anchor> renamed(List<Anchor> anchors) {
    List<Anchor> renamed = new ArrayList<>(anchors.size());
    for (Anchor anchor : anchors) {
      renamed.add(new Anchor(anchor.certificate(), NAME));
    }
    return renamed;
  }
}
