package gcert.asn1;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;

/**
 * UTCTime and GeneralizedTime (X.680 sections 46 and 47; RFC 5280 section 4.1.2.5), in every form
 * that they have: without seconds, with a fraction of them, with an offset.
 */
public final class Asn1Time {
  /** Two-digit years below it are of this century (RFC 5280 section 4.1.2.5.1). */
  private static final int CENTURY = 50;

  private final String text;
  private int at;

  private Asn1Time(String text) {
    this.text = text;
  }

  /**
   * The characters of a time as they are encoded, which say more than its value: {@code
   * 261121080000Z}.
   *
   * @throws MalformedAsn1Exception when the value is neither of the two types
   */
  public static String written(ASN1Encodable time) throws MalformedAsn1Exception {
    if (!(time instanceof ASN1UTCTime) && !(time instanceof ASN1GeneralizedTime)) {
      throw new MalformedAsn1Exception("a value that is not a time");
    }
    // The library completes the text that it hands out, but not the octets that it writes.
    byte[] octets = Asn1Decoding.read("a time", () -> time.toASN1Primitive().getEncoded());
    int start = octets.length > 1 && octets[1] >= 0 ? 2 : octets.length;
    return new String(Arrays.copyOfRange(octets, start, octets.length), StandardCharsets.US_ASCII);
  }

  /**
   * The instant, fractions of a second cut off.
   *
   * @throws MalformedAsn1Exception when it is not one
   */
  public static Instant instant(ASN1Encodable time) throws MalformedAsn1Exception {
    Asn1Time reader = new Asn1Time(written(time));
    try {
      return reader.read(time instanceof ASN1UTCTime);
    } catch (DateTimeException e) {
      throw new MalformedAsn1Exception("an impossible time");
    }
  }

  private Instant read(boolean twoDigitYear) throws MalformedAsn1Exception {
    int year = twoDigitYear ? number(2) : number(4);
    if (twoDigitYear) {
      year += year < CENTURY ? 2000 : 1900;
    }
    int month = number(2);
    int day = number(2);
    int hour = number(2);
    int minute = isDigit() || twoDigitYear ? number(2) : 0;
    int second = isDigit() ? number(2) : 0;
    if (!twoDigitYear) {
      fraction();
    }
    LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
    ZoneOffset offset = offset();
    if (at != text.length()) {
      throw new MalformedAsn1Exception("a time with something behind it");
    }
    return local.toInstant(offset);
  }

  private void fraction() throws MalformedAsn1Exception {
    if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
      at++;
      if (!isDigit()) {
        throw new MalformedAsn1Exception("a time with a fraction of nothing");
      }
      while (isDigit()) {
        at++;
      }
    }
  }

  private ZoneOffset offset() throws MalformedAsn1Exception {
    char sign = at < text.length() ? text.charAt(at++) : ' ';
    if (sign == 'Z') {
      return ZoneOffset.UTC;
    }
    if (sign != '+' && sign != '-') {
      throw new MalformedAsn1Exception("a time without a zone");
    }
    int hours = number(2);
    int minutes = number(2);
    return sign == '+'
        ? ZoneOffset.ofHoursMinutes(hours, minutes)
        : ZoneOffset.ofHoursMinutes(-hours, -minutes);
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private int number(int digits) throws MalformedAsn1Exception {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      if (!isDigit()) {
        throw new MalformedAsn1Exception("a time with something else where a digit should be");
      }
      number = 10 * number + text.charAt(at++) - '0';
    }
    return number;
  }
}
