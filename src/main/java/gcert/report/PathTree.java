package gcert.report;

import gcert.certificate.Certificate;
import gcert.trust.Anchor;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path as a tree: the end entity's certificate, below it whoever issued it, the root last. For
 * each its name, its key, and for the end entity a bar that shows how much of its lifetime is left.
 *
 * <p>Where there is no verified path the certificates are shown in the order in which they were
 * met, without branches.
 */
public final class PathTree {
  private static final int LONGEST_BAR = 18;
  private static final int SHORTEST_BAR = 6;
  private static final String GAP = "  ";

  private final Layout layout;

  /** Makes one for a screen. */
  public PathTree(Layout layout) {
    this.layout = layout;
  }

  /** One row before it is laid out. */
  private record Row(String branch, String name, String key, String note, Optional<Lifetime> life) {
    int head() {
      return branch.length() + DisplayWidth.of(name);
    }
  }

  /** The lines, none of them wider than {@code width} columns and none ended. */
  public List<String> lines(Result result, int width) {
    List<Row> rows = rows(result);
    int head = rows.stream().mapToInt(Row::head).max().orElse(0);
    int key = rows.stream().mapToInt(row -> DisplayWidth.of(row.key())).max().orElse(0);
    int note = rows.stream().mapToInt(PathTree::least).max().orElse(0);
    boolean table = head + GAP.length() + key + GAP.length() + note <= width;
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      if (table) {
        int rest = width - head - key - 2 * GAP.length();
        String line =
            row.branch()
                + layout.painted(Colour.STRONG, row.name())
                + " ".repeat(head - row.head())
                + GAP
                + LineWrapper.padded(row.key(), key)
                + GAP
                + last(row, rest);
        lines.add(line.stripTrailing());
      } else {
        stacked(row, width, lines);
      }
    }
    return lines;
  }

  /** Where a row is too wide for the screen, its parts stand below each other. */
  private void stacked(Row row, int width, List<String> lines) {
    String indent = " ".repeat(row.branch().length());
    int rest = Math.max(SHORTEST_BAR, width - row.branch().length());
    String before = row.branch();
    for (String part : LineWrapper.ofWords(row.name(), rest)) {
      lines.add(before + layout.painted(Colour.STRONG, part));
      before = indent;
    }
    for (String part : LineWrapper.ofWords(row.key(), rest)) {
      lines.add(indent + part);
    }
    if (row.life().isPresent()) {
      lines.add((indent + last(row, rest)).stripTrailing());
    } else {
      for (String part : LineWrapper.ofWords(row.note(), rest)) {
        lines.add(indent + part);
      }
    }
  }

  /** How many columns the last part of a row needs at least. */
  private static int least(Row row) {
    return row.life().map(life -> SHORTEST_BAR + GAP.length() + life.words().length()).orElse(0);
  }

  private String last(Row row, int rest) {
    if (row.life().isEmpty()) {
      return LineWrapper.shortened(row.note(), rest, layout.unicode() ? "…" : "...");
    }
    Lifetime life = row.life().get();
    int room = rest - GAP.length() - life.words().length();
    if (room < SHORTEST_BAR) {
      return layout.painted(life.colour(), life.words());
    }
    String bar = life.bar(Math.min(room, LONGEST_BAR), layout.unicode());
    return layout.painted(life.colour(), bar) + GAP + life.words();
  }

  private List<Row> rows(Result result) {
    List<Certificate> path = result.verdict().map(Verdict::path).orElse(List.of());
    boolean verified = !path.isEmpty();
    List<Certificate> shown = verified ? path : result.observation().chain();
    Optional<Anchor> anchor = result.verdict().flatMap(Verdict::anchor);
    List<Row> rows = new ArrayList<>();
    for (Certificate certificate : shown) {
      String branch = verified ? branch(rows.size()) : "";
      String name = layout.text(ShortName.of(certificate));
      String key = layout.text(certificate.key());
      Optional<Lifetime> life =
          rows.isEmpty() ? Optional.of(Lifetime.of(certificate, result.at())) : Optional.empty();
      String note =
          anchor
              .filter(a -> a.certificate().equals(certificate))
              .map(this::place)
              .orElseGet(() -> issuer(certificate));
      rows.add(new Row(branch, name, key, note + until(certificate, result.at()), life));
    }
    return rows;
  }

  private String branch(int depth) {
    if (depth == 0) {
      return "";
    }
    return "   ".repeat(depth - 1) + (layout.unicode() ? "└─ " : "`- ");
  }

  private String issuer(Certificate certificate) {
    return layout.text(ShortName.organization(certificate).orElse(""));
  }

  private String place(Anchor anchor) {
    return switch (anchor.source()) {
      case "bundled" -> "in the bundle";
      case "updated" -> "in the updated bundle";
      case "system" -> "in the system's roots";
      default -> "in " + layout.text(anchor.source());
    };
  }

  private static String until(Certificate certificate, Instant at) {
    return at.isAfter(certificate.notAfter())
        ? ", expired"
        : at.isBefore(certificate.notBefore()) ? ", not yet valid" : "";
  }
}
