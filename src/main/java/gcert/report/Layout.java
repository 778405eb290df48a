package gcert.report;

import gcert.failure.Escaped;

/**
 * What the reader's screen can do.
 *
 * @param columns how wide it is, at least {@link #NARROWEST}
 * @param colour whether colours are shown; they never say what the text does not
 * @param unicode whether it shows more than ASCII
 */
public record Layout(int columns, boolean colour, boolean unicode) {
  /** Below this width lines are as long as they must be. */
  public static final int NARROWEST = 30;

  /** The width where there is no screen to ask. */
  public static final int USUAL = 80;

  private static final int LAST_ASCII = 0x7e;

  /** No honest name, address or subject is longer; a hostile one would fill the screen. */
  private static final int LONGEST = 1000;

  /** Takes the width for at least {@link #NARROWEST}. */
  public Layout {
    columns = Math.max(columns, NARROWEST);
  }

  /** Text of a certificate or a server as this screen can show it, harmless and not endless. */
  public String text(String foreign) {
    return shown(Escaped.of(foreign, LONGEST));
  }

  /** Puts a colour around text that is already laid out. */
  String painted(Colour colour, String text) {
    return this.colour && !text.isEmpty() ? colour.start() + text + Colour.END : text;
  }

  /** The same in bold. */
  String strong(Colour colour, String text) {
    return painted(Colour.STRONG, painted(colour, text));
  }

  /** Text that is harmless already, without what this screen lacks. */
  String shown(String text) {
    if (unicode) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c <= LAST_ASCII) {
                shown.append((char) c);
              } else if (c <= Character.MAX_VALUE) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.append(String.format("\\U%08x", c));
              }
            });
    return shown.toString();
  }
}
