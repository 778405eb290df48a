package gcert.probe;

/**
 * How a hello fared that networks or servers may stumble over.
 *
 * @param shape what is particular about it
 * @param octets how long it is, with the header of its record
 * @param outcome what came of it
 */
public record HelloTrial(Shape shape, int octets, Outcome outcome) {

  /** What is particular about a hello. */
  public enum Shape {
    /** It fits into one segment of TCP: the one that the others are compared with. */
    ONE_SEGMENT("one_segment", "in one segment"),
    /** It takes two segments, as all do that have a post-quantum key share. */
    TWO_SEGMENTS("two_segments", "in two segments"),
    /** It takes three segments. */
    THREE_SEGMENTS("three_segments", "in three segments"),
    /** The first segment ends in the middle of the header of the record. */
    SPLIT_HEADER("split_header", "split in the record header"),
    /** The first segment ends in the middle of the list of extensions. */
    SPLIT_EXTENSIONS("split_extensions", "split in the list of extensions");

    private final String key;
    private final String label;

    Shape(String key, String label) {
      this.key = key;
      this.label = label;
    }

    /** The name in JSON. */
    public String key() {
      return key;
    }

    /** The name in text. */
    public String label() {
      return label;
    }
  }

  /** What came of it. */
  public enum Outcome {
    /** The server went on with the handshake. */
    ANSWERED("answered"),
    /** The connection was closed, or an alert came. */
    REFUSED("refused"),
    /** Nothing came in time. */
    LOST("lost"),
    /** It was not sent, or the server could not be asked. */
    NOT_ASKED("not asked");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** The word for it. */
    public String label() {
      return label;
    }
  }
}
