package gcert.probe.judging;

/**
 * How a server differs from what is expected of it.
 *
 * @param kind in which way
 * @param fact the line of the file, or the one that it has not
 */
public record Difference(Kind kind, String fact) {

  /** In which way. */
  public enum Kind {
    /** It is expected, and not so. */
    MISSING("expected"),
    /** It is so, and not expected. */
    UNEXPECTED("found"),
    /** The server prefers another order; the fact is the first that is out of place. */
    ORDER("out of order");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word for it. */
    public String label() {
      return label;
    }
  }
}
