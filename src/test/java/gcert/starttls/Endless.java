package gcert.starttls;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A stream that begins with one text and repeats another for ever, counting what it gave. */
final class Endless extends InputStream {
  private final byte[] start;
  private final byte[] repeated;
  private long served;

  Endless(String start, String repeated) {
    this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    this.repeated = repeated.getBytes(StandardCharsets.ISO_8859_1);
  }

  long served() {
    return served;
  }

  @Override
  public int read() {
    long at = served++;
    byte octet =
        at < start.length
            ? start[(int) at]
            : repeated[(int) ((at - start.length) % repeated.length)];
    return octet & 0xff;
  }
}
