package gcert.asn1;

import java.util.Arrays;

/**
 * Steps over the values of a DER encoding (X.690 section 10.1) without reading what is in them: for
 * the octets of a part exactly as they stand, which a signature or a digest is over.
 */
public final class DerCursor {
  /** The tag of a SEQUENCE. */
  public static final int SEQUENCE = 0x30;

  /** The tag of a BIT STRING. */
  public static final int BIT_STRING = 0x03;

  /** The tag of an INTEGER. */
  public static final int INTEGER = 0x02;

  private static final int LONG_TAG = 0x1f;
  private static final int MOST_LENGTH_OCTETS = 4;

  private final byte[] octets;
  private final int end;
  private int at;

  private DerCursor(byte[] octets, int at, int end) {
    this.octets = octets;
    this.at = at;
    this.end = end;
  }

  /** Begins at the first of some octets. */
  public static DerCursor of(byte[] octets) {
    return new DerCursor(octets, 0, octets.length);
  }

  /** Whether there is no value left. */
  public boolean isAtEnd() {
    return at == end;
  }

  /** The tag of the value that comes next; -1 at the end. */
  public int tag() {
    return at < end ? octets[at] & 0xff : -1;
  }

  /**
   * Steps over the next value and gives its octets, tag and length included.
   *
   * @throws MalformedAsn1Exception when there is none, or its length is not in DER
   */
  public byte[] next() throws MalformedAsn1Exception {
    int start = at;
    at = contentStart() + contentLength();
    return Arrays.copyOfRange(octets, start, at);
  }

  /**
   * Steps over the next value.
   *
   * @throws MalformedAsn1Exception as {@link #next} does
   */
  public void skip() throws MalformedAsn1Exception {
    at = contentStart() + contentLength();
  }

  /**
   * Steps over the next value, and gives a cursor at the first value in it.
   *
   * @param tag the tag that the value has to have
   * @throws MalformedAsn1Exception as {@link #next} does, and when the tag is another
   */
  public DerCursor enter(int tag) throws MalformedAsn1Exception {
    if (tag() != tag) {
      throw new MalformedAsn1Exception("another kind of value is expected");
    }
    int start = contentStart();
    int length = contentLength();
    at = start + length;
    return new DerCursor(octets, start, at);
  }

  private int contentStart() throws MalformedAsn1Exception {
    if (end - at < 2 || (octets[at] & LONG_TAG) == LONG_TAG) {
      throw new MalformedAsn1Exception("cut short");
    }
    int first = octets[at + 1];
    return at + 2 + (first < 0 ? first & 0x7f : 0);
  }

  private int contentLength() throws MalformedAsn1Exception {
    int first = octets[at + 1];
    int start = contentStart();
    long length = first;
    if (first < 0) {
      int count = first & 0x7f;
      if (count == 0 || count > MOST_LENGTH_OCTETS || start > end || octets[at + 2] == 0) {
        throw new MalformedAsn1Exception("the length of a value is not in DER");
      }
      length = 0;
      for (int i = at + 2; i < start; i++) {
        length = length << 8 | (octets[i] & 0xff);
      }
      if (length < 0x80) {
        throw new MalformedAsn1Exception("the length of a value is not in DER");
      }
    }
    if (length > end - start) {
      throw new MalformedAsn1Exception("cut short");
    }
    return (int) length;
  }
}
