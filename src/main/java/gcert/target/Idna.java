package gcert.target;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;

/**
 * Brings internationalized domain names to the form that the DNS knows: IDNA2008 (RFC 5891), with
 * the mapping of UTS #46 in its non-transitional form, as browsers have it.
 *
 * <p>{@code java.net.IDN} has IDNA2003, under which {@code straße.example} is {@code
 * strasse.example}: another host. ICU4J is loaded when the first name comes that is not ASCII.
 */
final class Idna {
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

  /**
   * What is left to whoever reads the result: lengths and empty labels have messages of their own,
   * and hyphens in the third and fourth place stand in names of servers (UTS #46 section 4.1,
   * CheckHyphens).
   */
  private static final Set<IDNA.Error> LEFT =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.HYPHEN_3_4);

  private Idna() {}

  /**
   * The A-labels of a name. Labels that are ASCII already come out in lower case, and are not
   * looked at further.
   *
   * @throws MalformedTargetException when a label is not valid
   */
  static String toAscii(String name) throws MalformedTargetException {
    StringBuilder ascii = new StringBuilder(name.length() + 8);
    IDNA.Info info = new IDNA.Info();
    UTS46.nameToASCII(name, ascii, info);
    for (IDNA.Error error : info.getErrors()) {
      if (!LEFT.contains(error)) {
        throw new MalformedTargetException(
            QuotedText.of(name) + " is not an internationalized domain name: " + words(error));
      }
    }
    return ascii.toString();
  }

  private static String words(IDNA.Error error) {
    return switch (error) {
      case LEADING_HYPHEN, TRAILING_HYPHEN -> "a label begins or ends with a hyphen";
      case LEADING_COMBINING_MARK -> "a label begins with a combining mark";
      case DISALLOWED -> "it has a character that domain names do not allow";
      case PUNYCODE, INVALID_ACE_LABEL -> "a label that begins with xn-- is not valid";
      case LABEL_HAS_DOT -> "a label has a dot in it";
      case BIDI -> "it mixes right-to-left and left-to-right text (RFC 5893)";
      case CONTEXTJ, CONTEXTO_PUNCTUATION, CONTEXTO_DIGITS ->
          "it has a character that stands where domain names do not allow it (RFC 5892)";
      default -> "a label is not valid";
    };
  }
}
