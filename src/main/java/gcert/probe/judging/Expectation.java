package gcert.probe.judging;

import gcert.probe.ServerRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What servers are expected to accept: lines of {@link ServerFacts}, for all servers before the
 * first {@code [HOST:PORT]}, and for one server after its own.
 */
public final class Expectation {
  private static final String ANY = "";
  private static final int LONGEST_LINE = 500;
  private static final Set<String> ORDERS = Set.of("order", "group-order");

  private final Map<String, List<String>> sections;

  private Expectation(Map<String, List<String>> sections) {
    this.sections = sections;
  }

  /**
   * Reads the text of a file.
   *
   * @throws MalformedExpectationException when a line is neither a fact, nor a server, nor a
   *     comment, or when there is no fact at all
   */
  public static Expectation parse(String text) throws MalformedExpectationException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = sections.computeIfAbsent(ANY, any -> new ArrayList<>());
    int number = 0;
    boolean empty = true;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]") && line.length() < LONGEST_LINE) {
        String server = line.substring(1, line.length() - 1);
        section = sections.computeIfAbsent(server, any -> new ArrayList<>());
        continue;
      }
      if (line.length() > LONGEST_LINE || !ServerFacts.isFact(line)) {
        throw new MalformedExpectationException(
            "line " + number + " is not a fact as 'gcert probe --format expect' writes it");
      }
      section.add(line);
      empty = false;
    }
    if (empty) {
      throw new MalformedExpectationException("nothing is expected in it");
    }
    return new Expectation(sections);
  }

  /** What a server accepts, as a section of such a file, each line ended by a line feed. */
  public static String write(String server, ServerRange range) {
    return "["
        + server
        + "]\n"
        + String.join("\n", ServerFacts.of(range))
        + (ServerFacts.of(range).isEmpty() ? "" : "\n");
  }

  /**
   * How a server differs from what is expected.
   *
   * @param server {@code HOST:PORT}
   */
  public List<Difference> differences(String server, ServerRange range) {
    List<String> expected = sections.getOrDefault(server, sections.getOrDefault(ANY, List.of()));
    if (expected.isEmpty()) {
      return List.of(new Difference(Difference.Kind.MISSING, "[" + server + "]"));
    }
    List<String> found = ServerFacts.of(range);
    List<Difference> differences = new ArrayList<>();
    Set<String> foundOnce = new HashSet<>(found);
    Set<String> expectedOnce = new HashSet<>(expected);
    for (String fact : expected) {
      if (!foundOnce.contains(fact)) {
        differences.add(new Difference(Difference.Kind.MISSING, fact));
      }
    }
    for (String fact : found) {
      if (!expectedOnce.contains(fact)) {
        differences.add(new Difference(Difference.Kind.UNEXPECTED, fact));
      }
    }
    if (differences.isEmpty()) {
      orders(expected, found, differences);
    }
    return List.copyOf(differences);
  }

  /** Where the server's order counts, it is the order of the lines. */
  private static void orders(
      List<String> expected, List<String> found, List<Difference> differences) {
    for (String fact : found) {
      String[] words = fact.split(" ", -1);
      if (words.length == 3 && ORDERS.contains(words[1]) && words[2].equals("server")) {
        String before = words[0] + (words[1].equals("order") ? " suite " : " group ");
        List<String> is = found.stream().filter(line -> line.startsWith(before)).toList();
        List<String> was =
            expected.stream().filter(line -> line.startsWith(before)).distinct().toList();
        for (int i = 0; i < is.size(); i++) {
          if (!is.get(i).equals(was.get(i))) {
            differences.add(new Difference(Difference.Kind.ORDER, is.get(i)));
            break;
          }
        }
      }
    }
  }
}
