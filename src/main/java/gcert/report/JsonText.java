package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/**
 * JSON strings of text that others wrote. The octets printed are ASCII without control characters
 * whatever the text is: JSON's own escapes carry the rest, and give every reader the very text.
 */
public final class JsonText extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final char REPLACEMENT = '\ufffd';

  private final int[] escapes = standardAsciiEscapesForJSON();

  private JsonText() {
    escapes[0x7f] = ESCAPE_STANDARD;
  }

  /** A factory whose generators escape all that is not printable ASCII. */
  public static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .characterEscapes(new JsonText())
        .build();
  }

  /** The text with U+FFFD for each half of a surrogate pair that lacks the other. */
  public static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      boolean alone = Character.charCount(codePoint) == 1 && Character.isSurrogate(text.charAt(i));
      repaired.appendCodePoint(alone ? REPLACEMENT : codePoint);
      i += Character.charCount(codePoint);
    }
    return repaired.toString();
  }

  @Override
  @SuppressWarnings("MixedMutabilityReturnType")
  public int[] getEscapeCodesForAscii() {
    return escapes.clone();
  }

  /** Never asked for: no character is marked for an escape of its own. */
  @Override
  public SerializableString getEscapeSequence(int c) {
    throw new IllegalStateException("no custom escape for " + c);
  }
}
