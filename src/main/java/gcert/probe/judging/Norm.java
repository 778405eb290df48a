package gcert.probe.judging;

import gcert.probe.ServerRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a norm says about versions, cipher suites, groups and the rest, from a table that ships with
 * gcert.
 *
 * <p>Of the rows about one subject the first that matches counts. A subject may have aspects, after
 * a dot: the worst of them decides.
 */
public final class Norm {
  private static final String TITLE = "# title: ";
  private static final Map<NormProfile, Norm> NORMS = new ConcurrentHashMap<>();

  private final NormProfile profile;
  private final List<NormRule> rules = new ArrayList<>();
  private String title = "";

  private Norm(NormProfile profile) {
    this.profile = profile;
    String path = "/gcert/probe/norm-" + profile.key() + ".tsv";
    try (InputStream in = Norm.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing");
      }
      read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The norm of a profile. */
  public static Norm of(NormProfile profile) {
    return NORMS.computeIfAbsent(profile, Norm::new);
  }

  private void read(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(TITLE)) {
        title = line.substring(TITLE.length());
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        rules.add(NormRule.parse(line));
      }
    }
  }

  NormProfile profile() {
    return profile;
  }

  /** What the norm is called, with its version. */
  public String title() {
    return title;
  }

  List<NormRule> rules() {
    return List.copyOf(rules);
  }

  /**
   * How it thinks of something.
   *
   * @param subject what kind of thing it is, without aspects
   * @param name which one
   * @param range the server, whose other features may count
   * @return empty where it says nothing
   */
  Optional<NormRule> grade(String subject, String name, ServerRange range) {
    Set<String> aspects = new TreeSet<>();
    for (NormRule rule : rules) {
      if (rule.subject().equals(subject) || rule.subject().startsWith(subject + ".")) {
        aspects.add(rule.subject());
      }
    }
    Optional<NormRule> worst = Optional.empty();
    boolean whole = true;
    for (String aspect : aspects) {
      Optional<NormRule> first = first(aspect, name, range).filter(r -> r.grade().isPresent());
      whole &= first.isPresent();
      if (first.isPresent() && (worst.isEmpty() || isWorse(first.get(), worst.get()))) {
        worst = first;
      }
    }
    boolean forbidden =
        worst.flatMap(NormRule::grade).filter(Grade.INSUFFICIENT::equals).isPresent();
    return whole || forbidden ? worst : Optional.empty();
  }

  private static boolean isWorse(NormRule one, NormRule other) {
    return one.grade().orElseThrow().compareTo(other.grade().orElseThrow()) > 0;
  }

  private Optional<NormRule> first(String aspect, String name, ServerRange range) {
    return rules.stream()
        .filter(rule -> rule.subject().equals(aspect))
        .filter(rule -> rule.isAbout(name) && rule.countsFor(range))
        .findFirst();
  }
}
