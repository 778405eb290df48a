package gcert.report.html;

import gcert.failure.Escaped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * HTML being written: elements are opened and closed in order, and whatever is text or the value of
 * an attribute is escaped.
 *
 * <p>Names of elements and attributes are constants of the program, never text from outside.
 */
public final class Markup {
  /** No name, address or message of an honest server is longer. */
  private static final int LONGEST = 2000;

  private static final char REPLACEMENT = '\ufffd';

  /** Elements without content, which have no end tag (HTML, section 13.1.2). */
  private static final Set<String> VOID = Set.of("meta", "br");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; the values are escaped
   * @throws IllegalArgumentException when a name is without its value
   */
  public Markup open(String element, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute without a value in " + element);
    }
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      append(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    if (!VOID.contains(element)) {
      open.push(element);
    }
    return this;
  }

  /**
   * Closes the element that was opened last.
   *
   * @throws java.util.NoSuchElementException when none is open
   */
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Closes the element that was opened last, and ends the line. */
  public Markup closeLine() {
    return close().line();
  }

  /** Ends the line, which shows nowhere. */
  public Markup line() {
    out.append('\n');
    return this;
  }

  /** Text that is escaped for people already: a message, a label of our own. */
  public Markup text(String harmless) {
    append(harmless);
    return this;
  }

  /** Text from a server, a certificate or a file: harmless, and not endless. */
  public Markup foreign(String text) {
    return text(harmless(text));
  }

  /** An element that holds nothing but text which is escaped for people already. */
  public Markup element(String element, String harmless, String... attributes) {
    return open(element, attributes).text(harmless).close();
  }

  /** What {@link #foreign} shows of a text, for attributes. */
  public static String harmless(String foreign) {
    return Escaped.of(foreign, LONGEST);
  }

  /** The content of {@code style} or {@code script}, which knows no escapes. */
  Markup raw(String element, String content) {
    if (content.contains("</")) {
      throw new IllegalArgumentException("this would end " + element + " early");
    }
    out.append('<').append(element).append('>').append(content);
    out.append("</").append(element).append(">\n");
    return this;
  }

  /** Takes over what another has written whole. */
  public Markup append(Markup other) {
    out.append(other.whole());
    return this;
  }

  /**
   * All of it.
   *
   * @throws IllegalStateException when an element is still open
   */
  String whole() {
    if (!open.isEmpty()) {
      throw new IllegalStateException(open.peek() + " is still open");
    }
    return out.toString();
  }

  /** What must not be in a document, of which nothing should have come this far, is replaced. */
  private void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else {
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? REPLACEMENT : c);
          }
        }
      }
    }
  }
}
