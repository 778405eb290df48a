package gcert.asn1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;

/** The characters of the string types of ASN.1 (X.680 section 41). */
public final class Asn1Text {
  private static final int OCTETS_A_CHARACTER = 4;

  private Asn1Text() {}

  /**
   * The text of a string of any type. There are no unpaired surrogates in it.
   *
   * <p>A TeletexString (T61String) is read as ISO 8859-1, which is what its writers mean by it.
   *
   * @throws MalformedAsn1Exception when the value is no string, or its octets are not in the
   *     encoding of its type
   */
  public static String of(ASN1Encodable value) throws MalformedAsn1Exception {
    return Asn1Decoding.read("a text", () -> read(value.toASN1Primitive()));
  }

  private static String read(ASN1Primitive value) throws MalformedAsn1Exception {
    if (value instanceof ASN1UTF8String text) {
      // The octets: the library reads them again for each question.
      byte[] octets = Asn1Decoding.read("a text", () -> content(text));
      return utf8(octets);
    }
    if (value instanceof ASN1BMPString text) {
      return paired(text.getString());
    }
    if (value instanceof ASN1UniversalString text) {
      return universal(text.getOctets());
    }
    if (value instanceof ASN1String text) {
      return text.getString();
    }
    throw new MalformedAsn1Exception("a value that is not a text");
  }

  private static byte[] content(ASN1UTF8String text) throws IOException {
    byte[] encoded = text.getEncoded();
    int header = encoded[1] < 0 ? 2 + (encoded[1] & 0x7f) : 2;
    return Arrays.copyOfRange(encoded, header, encoded.length);
  }

  private static String universal(byte[] octets) throws MalformedAsn1Exception {
    if (octets.length % OCTETS_A_CHARACTER != 0) {
      throw new MalformedAsn1Exception("a UniversalString that is cut short");
    }
    StringBuilder text = new StringBuilder(octets.length / OCTETS_A_CHARACTER);
    ByteBuffer in = ByteBuffer.wrap(octets);
    while (in.hasRemaining()) {
      int character = in.getInt();
      if (!Character.isValidCodePoint(character) || isSurrogate(character)) {
        throw new MalformedAsn1Exception("a UniversalString with a number that is no character");
      }
      text.appendCodePoint(character);
    }
    return text.toString();
  }

  private static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private static String paired(String text) throws MalformedAsn1Exception {
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (isSurrogate(character)) {
        throw new MalformedAsn1Exception("a BMPString with half a character");
      }
      at += Character.charCount(character);
    }
    return text;
  }

  private static String utf8(byte[] octets) throws MalformedAsn1Exception {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(octets))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedAsn1Exception("a UTF8String that is not UTF-8");
    }
  }
}
