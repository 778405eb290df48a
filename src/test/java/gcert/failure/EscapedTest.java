package gcert.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "220 mx.example ESMTP", "Zürich", "Ελλάδα", "日本", "שלום", "é", "😀"})
  void ordinaryTextStaysAsItIs(String text) {
    assertThat(Escaped.of(text)).isEqualTo(text);
    assertThat(Escaped.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1b, \\x1b",
    "00, \\x00",
    "07, \\x07",
    "0a, \\x0a",
    "0d, \\x0d",
    "7f, \\x7f",
    "9b, \\x9b",
    "ad, \\xad",
    "202e, \\u202e",
    "2066, \\u2066",
    "200e, \\u200e",
    "61c, \\u061c",
    "200b, \\u200b",
    "feff, \\ufeff",
    "2028, \\u2028",
    "2029, \\u2029",
    "d800, \\ud800",
    "dfff, \\udfff",
    "e000, \\ue000",
    "ffff, \\uffff",
    "e0041, \\U000e0041",
    "3164, \\u3164",
    "5c, \\\\"
  })
  void whatCouldDeceiveBecomesVisible(String hex, String shown) {
    String text = "a" + new String(Character.toChars(Integer.parseInt(hex, 16))) + "b";
    assertThat(Escaped.of(text)).isEqualTo("a" + shown + "b");
  }

  @Test
  void octetsThatAreNotUtf8BecomeHex() {
    byte[] octets = {'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, (byte) 0xc0, (byte) 0x80, 0x1b};
    assertThat(Escaped.of(octets)).isEqualTo("aé\\xff\\xc0\\x80\\x1b");
    byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
    assertThat(Escaped.of(surrogate)).isEqualTo("\\xed\\xa0\\x80");
    byte[] cutShort = {(byte) 0xe2, (byte) 0x80};
    assertThat(Escaped.of(cutShort)).isEqualTo("\\xe2\\x80");
  }

  @Test
  void longTextIsCut() {
    assertThat(Escaped.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Escaped.of("abcdefg", 6)).isEqualTo("abcdef…");
    assertThat(Escaped.of("\u001b\u001b", 6)).isEqualTo("\\x1b\\x…");
  }

  @Test
  void anyOctetsComeOutHarmless() {
    Random random = new Random(1);
    for (int round = 0; round < 5000; round++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      assertHarmless(Escaped.of(octets));
      assertHarmless(Escaped.of(new String(octets, StandardCharsets.UTF_16BE)));
    }
  }

  private static void assertHarmless(String shown) {
    assertThat(shown.codePoints())
        .allSatisfy(
            c ->
                assertThat(Character.getType(c))
                    .isNotIn(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.SURROGATE,
                        (int) Character.LINE_SEPARATOR,
                        (int) Character.PARAGRAPH_SEPARATOR));
  }
}
