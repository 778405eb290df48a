package gcert.pem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Reads the lax textual form of RFC 7468 section 3: any text before, between and after the blocks,
 * any line end, a byte order mark, and white space anywhere in the base64.
 */
public final class PemReader {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int LONGEST_LINE = 200;

  private final byte[] text;
  private final Set<String> wanted;
  private List<PemBlock> read = List.of();
  private int at;
  private int line;

  private PemReader(byte[] text, Set<String> wanted) {
    this.text = text;
    this.wanted = wanted;
  }

  /**
   * Every block, in order. Only the base64 of blocks with a wanted label is decoded: a private key
   * in the text is skipped unread.
   *
   * @param text the text, in an encoding that has ASCII in it
   * @param wanted the labels to decode
   * @throws MalformedPemException when a block has no end, ends under another label, or holds what
   *     is not base64
   */
  public static List<PemBlock> read(byte[] text, Set<String> wanted) throws MalformedPemException {
    return new PemReader(text, wanted).blocks();
  }

  /**
   * The same, but a block that is damaged is skipped, so that it does not void the others.
   *
   * @param damaged takes what is wrong with each
   */
  public static List<PemBlock> readWhatIsWhole(
      byte[] text, Set<String> wanted, List<MalformedPemException> damaged) {
    PemReader reader = new PemReader(text, wanted);
    List<PemBlock> blocks = new ArrayList<>();
    while (reader.at < text.length) {
      try {
        blocks.addAll(reader.blocks());
      } catch (MalformedPemException e) {
        blocks.addAll(reader.read);
        damaged.add(e);
      }
    }
    return blocks;
  }

  private List<PemBlock> blocks() throws MalformedPemException {
    List<PemBlock> blocks = new ArrayList<>();
    read = blocks;
    while (at < text.length) {
      String current = nextLine();
      int begin = current.indexOf(BEGIN);
      boolean atStart = begin == 0 || (begin > 0 && isMarkOrSpace(current.substring(0, begin)));
      if (atStart && current.endsWith(DASHES)) {
        String label =
            current.substring(begin + BEGIN.length(), current.length() - DASHES.length());
        blocks.add(block(label, line));
      }
    }
    return blocks;
  }

  private PemBlock block(String label, int begin) throws MalformedPemException {
    boolean decoded = wanted.contains(label);
    int start = at;
    while (at < text.length) {
      int end = at;
      String current = nextLine().strip();
      if (current.startsWith(END)) {
        if (!current.equals(END + label + DASHES)) {
          throw new MalformedPemException(line, "the block of line " + begin + " ends otherwise");
        }
        return new PemBlock(label, decoded ? decode(start, end, begin) : new byte[0], begin);
      }
      if (current.startsWith(BEGIN)) {
        int next = line;
        // Whoever goes on reads this line again.
        at = end;
        line--;
        throw new MalformedPemException(begin, "the block has no end before line " + next);
      }
    }
    throw new MalformedPemException(begin, "the block has no end");
  }

  private byte[] decode(int start, int end, int begin) throws MalformedPemException {
    byte[] base64 = new byte[end - start];
    int length = 0;
    int current = begin + 1;
    for (int i = start; i < end; i++) {
      byte octet = text[i];
      if (octet == '\n' || (octet == '\r' && (i + 1 == end || text[i + 1] != '\n'))) {
        current++;
      }
      if (octet > ' ') {
        if (!isBase64(octet)) {
          throw new MalformedPemException(current, "this is not base64");
        }
        base64[length++] = octet;
      } else if (octet < 0) {
        throw new MalformedPemException(current, "this is not base64");
      }
    }
    try {
      byte[] octets = Base64.getDecoder().decode(Arrays.copyOf(base64, length));
      if (octets.length == 0) {
        throw new MalformedPemException(begin, "the block is empty");
      }
      return octets;
    } catch (IllegalArgumentException e) {
      throw new MalformedPemException(begin, "the base64 of the block is cut short");
    }
  }

  private static boolean isBase64(byte octet) {
    return (octet >= 'A' && octet <= 'Z')
        || (octet >= 'a' && octet <= 'z')
        || (octet >= '0' && octet <= '9')
        || octet == '+'
        || octet == '/'
        || octet == '=';
  }

  /** The next line without its end and without white space behind it; longer ones are cut. */
  private String nextLine() {
    line++;
    int start = at;
    while (at < text.length && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    int end = at;
    if (at < text.length) {
      at += text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1;
    }
    int shown = Math.min(end - start, LONGEST_LINE);
    return new String(text, start, shown, StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static boolean isMarkOrSpace(String text) {
    return text.isBlank() || text.equals("\u00ef\u00bb\u00bf");
  }
}
