package gcert.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Internationalized names, as browsers and registries have them since IDNA2008. */
final class IdnaTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "straße.example, xn--strae-oqa.example",
    "STRASSE.example, strasse.example",
    "STRAẞE.example, xn--strae-oqa.example",
    "faß.de, xn--fa-hia.de",
    "βόλος.com, xn--nxasmm1c.com",
    "نامه‌ای.com, xn--mgba3gch31f060k.com",
    "Bücher.EXAMPLE, xn--bcher-kva.example",
    "bu\u0308cher.example, xn--bcher-kva.example",
    "日本語。jp, xn--wgv71a119e.jp",
    "ＧＯＯＧＬＥ．com, google.com",
    "مثال.إختبار, xn--mgbh0fb.xn--kgbechtv",
    "xn--strae-oqa.example, xn--strae-oqa.example",
    "_smtp.straße.example, _smtp.xn--strae-oqa.example",
    "bü\u00adcher.example, xn--bcher-kva.example",
    "r3---sn-ü.example, xn--r3---sn--e6a.example",
    "１９２．0.2.1, 192.0.2.1",
  })
  void mapsToWhatTheDnsKnows(String text, String ascii) throws Exception {
    assertThat(HostParser.parse(text).text()).isEqualTo(ascii);
  }

  @Test
  void digitsOfFullWidthThatMakeAnAddressAreAnAddress() throws Exception {
    assertThat(HostParser.parse("１９２.0.2.1")).isInstanceOf(Host.Address.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-ü.example",
        "ü-.example",
        "a\u200cb.example",
        "\u0301a.example",
        "1ü.אב",
        "xn--ü.example",
        "ü.xn--a\u00e4",
        "a\ud800b.example",
        "\u00ad",
        "ü..example",
        "ü\u2028.example",
        "ü≠=.example",
        "a\u0338=ü.example"
      })
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> HostParser.parse(text))
        .isInstanceOf(MalformedTargetException.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().matches("[^\\p{Cntrl}\u2028]*"));
  }

  @Test
  void aNameOfMegabytesIsRefusedAtOnce() {
    assertThatThrownBy(() -> HostParser.parse("ü".repeat(4_000_000)))
        .isInstanceOf(MalformedTargetException.class)
        .hasMessageContaining("longer than a DNS name");
  }

  @Test
  void whatWasMappedOnceStaysAsItIs() throws Exception {
    Random random = new Random(20261128);
    int names = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        text.appendCodePoint(
            switch (random.nextInt(4)) {
              case 0 -> 'a' + random.nextInt(26);
              case 1 -> random.nextInt(0x2ff);
              case 2 -> random.nextInt(0x10000);
              default -> random.nextInt(0x110000);
            });
      }
      try {
        String ascii = HostParser.parse(text + ".example").text();
        names++;
        assertThat(ascii).matches("[a-z0-9_.-]{1,253}");
        assertThat(HostParser.parse(ascii).text()).isEqualTo(ascii);
      } catch (MalformedTargetException e) {
        assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cntrl}\u202e]");
      }
    }
    assertThat(names).isGreaterThan(500);
  }
}
