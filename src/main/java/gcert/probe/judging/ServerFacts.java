package gcert.probe.judging;

import gcert.certificate.Certificate;
import gcert.probe.CodePoint;
import gcert.probe.Preference;
import gcert.probe.ProtocolVersion;
import gcert.probe.ServerRange;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was found out about a server as lines of text, one fact each: what a server is expected to
 * accept is written down in them. What could not be found out has no line.
 */
public final class ServerFacts {
  /** The words that a line about a version has behind it. */
  private static final Set<String> OF_VERSION =
      Set.of("suite", "order", "group", "group-order", "scheme", "dh");

  private ServerFacts() {}

  /** The facts, in the order in which they were found. */
  public static List<String> of(ServerRange range) {
    Set<String> facts = new LinkedHashSet<>();
    for (VersionRange version : range.versions()) {
      version(facts, version);
    }
    for (ServerRange.Found found : range.features()) {
      if (found.support() != Support.UNKNOWN) {
        facts.add("feature " + found.feature().key() + " " + word(found.support()));
      }
    }
    for (String protocol : range.protocols()) {
      facts.add(printable("alpn " + protocol));
    }
    for (Certificate certificate : range.certificates()) {
      facts.add(printable("certificate " + certificate.key()));
    }
    return List.copyOf(facts);
  }

  private static void version(Set<String> facts, VersionRange version) {
    String key = version.version().key();
    if (version.support() != Support.UNKNOWN) {
      facts.add(key + " " + word(version.support()));
    }
    order(facts, key + " order ", version.preference());
    Set<Integer> sizes = new TreeSet<>();
    for (VersionRange.Choice choice : version.suites()) {
      facts.add(key + " suite " + choice.suite().name());
      choice.dhBits().ifPresent(sizes::add);
    }
    sizes.forEach(bits -> facts.add(key + " dh " + bits));
    order(facts, key + " group-order ", version.groupPreference());
    for (CodePoint group : version.groups()) {
      facts.add(key + " group " + group.name());
    }
    for (CodePoint scheme : version.schemes()) {
      facts.add(key + " scheme " + scheme.name());
    }
  }

  private static void order(Set<String> facts, String before, Preference preference) {
    if (preference != Preference.UNKNOWN) {
      facts.add(before + preference.name().toLowerCase(Locale.ROOT));
    }
  }

  private static String word(Support support) {
    return support == Support.YES ? "yes" : "no";
  }

  /** What a server names itself is one line of ASCII, whatever it holds. */
  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(c -> c >= ' ' && c < 0x7f ? c : '?').forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  /** Whether a line has the form of a fact. */
  static boolean isFact(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    if (words.size() < 2 || words.contains("")) {
      return false;
    }
    return switch (words.get(0)) {
      case "feature" -> words.size() == 3 && isAnswer(words.get(2));
      case "alpn", "certificate" -> true;
      default ->
          isVersion(words.get(0))
              && (words.size() == 2
                  ? isAnswer(words.get(1))
                  : words.size() == 3 && OF_VERSION.contains(words.get(1)));
    };
  }

  private static boolean isAnswer(String word) {
    return word.equals("yes") || word.equals("no");
  }

  private static boolean isVersion(String word) {
    for (ProtocolVersion version : ProtocolVersion.values()) {
      if (version.key().equals(word)) {
        return true;
      }
    }
    return false;
  }
}
