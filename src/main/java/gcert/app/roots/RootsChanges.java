package gcert.app.roots;

import gcert.certificate.Certificate;
import gcert.report.Layout;
import gcert.report.RootsReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What one set of roots has and another has not.
 *
 * @param added only in the second
 * @param removed only in the first
 */
public record RootsChanges(List<Certificate> added, List<Certificate> removed) {

  public static RootsChanges between(List<Certificate> before, List<Certificate> after) {
    List<Certificate> added = new ArrayList<>(after);
    added.removeAll(before);
    List<Certificate> removed = new ArrayList<>(before);
    removed.removeAll(after);
    return new RootsChanges(added, removed);
  }

  public boolean none() {
    return added.isEmpty() && removed.isEmpty();
  }

  /** A line a root, marked with what became of it. */
  public String text(Layout layout) {
    RootsReport report = new RootsReport(layout);
    return report.list(removed, "- ") + report.list(added, "+ ");
  }

  /** {@code 1 added, none removed}. */
  public String summary() {
    return count(added) + " added, " + count(removed) + " removed";
  }

  private static String count(List<Certificate> roots) {
    return roots.isEmpty() ? "none" : String.valueOf(roots.size());
  }
}
