package gcert.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every document is found from {@code docs/README.md}, and no link between documents is broken. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Path INDEX = Path.of("docs", "README.md");

  @Test
  void everyDocumentIsListed() throws IOException {
    Set<Path> listed = new TreeSet<>();
    for (String link : links(INDEX)) {
      listed.add(INDEX.resolveSibling(link).normalize());
    }
    List<Path> documents = documents();
    documents.removeAll(List.of(INDEX, Path.of("README.md")));
    assertThat(listed).containsAll(documents);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (String link : links(document)) {
        if (!link.matches("[a-z]+:.*") && !leadsSomewhere(document, link)) {
          broken.add(document + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /** Those of the folder, and those at the top of the project. */
  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(Path.of("."));
        Stream<Path> below = Files.walk(Path.of("docs"))) {
      Stream.concat(top.map(Path::normalize), below)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .forEach(documents::add);
    }
    return documents;
  }

  private static List<String> links(Path document) throws IOException {
    List<String> links = new ArrayList<>();
    for (String line : prose(document)) {
      Matcher link = LINK.matcher(line);
      while (link.find()) {
        links.add(link.group(1));
      }
    }
    return links;
  }

  private static boolean leadsSomewhere(Path document, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /** The anchors that GitHub and the site give the headings of a document. */
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> given = new HashMap<>();
    for (String line : prose(document)) {
      if (line.matches("#{1,6} .*")) {
        String name =
            line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}\\p{Pc} -]", "")
                .replace(' ', '-');
        int before = given.merge(name, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? name : name + "-" + before);
      }
    }
    return anchors;
  }

  /** The lines outside of fences. */
  private static List<String> prose(Path document) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean fenced = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced) {
        lines.add(line.startsWith("#") ? line : CODE.matcher(line).replaceAll("code"));
      }
    }
    return lines;
  }
}
