package gcert.trust.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins as people write them. */
final class PinTextTest {

  @Test
  void everyFormOfADigestIsReadAsThatDigest() {
    Random random = new Random(7469);
    for (int i = 0; i < 200; i++) {
      byte[] digest = new byte[32];
      random.nextBytes(digest);
      String hex = HexFormat.of().formatHex(digest);
      String base64 = Base64.getEncoder().encodeToString(digest);
      assertPin(hex, Pin.Kind.EITHER, hex);
      assertPin(hex.toUpperCase(java.util.Locale.ROOT), Pin.Kind.EITHER, hex);
      assertPin(HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest), Pin.Kind.EITHER, hex);
      assertPin(base64, Pin.Kind.EITHER, hex);
      assertPin(base64.substring(0, 43), Pin.Kind.EITHER, hex);
      assertPin(Base64.getUrlEncoder().encodeToString(digest), Pin.Kind.EITHER, hex);
      assertPin("sha256/" + base64, Pin.Kind.KEY, hex);
      assertPin("sha256//" + base64, Pin.Kind.KEY, hex);
      assertPin("SHA256//" + hex, Pin.Kind.KEY, hex);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pins.pem",
        "sha256/",
        "sha256//",
        "sha1//AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "000000000000000000000000000000000000000000000000000000000000000",
        "g000000000000000000000000000000000000000000000000000000000000000",
        "00:0000000000000000000000000000000000000000000000000000000000000000",
        "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00",
        "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:"
      })
  void whatIsNoDigestIsNoPin(String text) {
    assertThat(PinText.parse(text)).isEmpty();
  }

  private static void assertPin(String text, Pin.Kind kind, String hex) {
    assertThat(PinText.parse(text)).contains(new Pin(kind, hex, text));
  }
}
