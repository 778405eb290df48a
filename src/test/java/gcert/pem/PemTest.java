package gcert.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.testing.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE");
  private static final byte[] DER = TestCertificate.leaf("mx.test").mint().der();
  private static final String PEM = PemEncoder.encode(DER);

  @Test
  @DisplayName("lines have 64 characters, the last at most 64, all ended by a line feed")
  void writesStrictly() {
    List<String> lines = PEM.lines().toList();

    assertThat(PEM).endsWith("-----END CERTIFICATE-----\n").doesNotContain("\r");
    assertThat(lines.get(0)).isEqualTo("-----BEGIN CERTIFICATE-----");
    assertThat(lines.subList(1, lines.size() - 2)).allMatch(line -> line.length() == 64);
    assertThat(lines.get(lines.size() - 2)).hasSizeBetween(1, 64);
    String base64 = String.join("", lines.subList(1, lines.size() - 1));
    assertThat(Base64.getDecoder().decode(base64)).isEqualTo(DER);
  }

  @Test
  @DisplayName("octets whose base64 fills its last line exactly get no empty line")
  void writesFullLastLines() {
    assertThat(PemEncoder.encode(new byte[48]).lines()).hasSize(3);
    assertThat(PemEncoder.encode(new byte[49]).lines()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void readsAnyLineEnd(String end) throws Exception {
    assertThat(read(PEM.replace("\n", end))).containsExactly(DER);
  }

  @Test
  void readsAByteOrderMarkTextAroundAndWhiteSpaceInside() throws Exception {
    String lax = "\ufeff" + PEM.replace("M", " M\t") + "\n subject=x\n---\nb\n  " + PEM;

    assertThat(read(lax)).containsExactly(DER, DER);
  }

  @Test
  void passesOverAPrivateKeyUnread() throws Exception {
    String key = "-----BEGIN PRIVATE KEY-----\nnot base64 at all !!\n-----END PRIVATE KEY-----\n";

    List<PemBlock> blocks = PemReader.read(bytes(key + PEM), CERTIFICATES);

    assertThat(blocks).extracting(PemBlock::label).containsExactly("PRIVATE KEY", "CERTIFICATE");
    assertThat(blocks.get(0).octets()).isEmpty();
    assertThat(blocks.get(1).line()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "'x|-----BEGIN CERTIFICATE-----|AAAA', 2",
    "'-----BEGIN CERTIFICATE-----|AA*A|-----END CERTIFICATE-----', 2",
    "'-----BEGIN CERTIFICATE-----|AAAA|A|-----END CERTIFICATE-----', 1",
    "'-----BEGIN CERTIFICATE-----|-----END CERTIFICATE-----', 1",
    "'-----BEGIN CERTIFICATE-----|AAAA|-----END X-----', 3",
    "'-----BEGIN CERTIFICATE-----|AAAA|-----BEGIN CERTIFICATE-----|AAAA|-----END CERTIFICATE-----', 1",
  })
  void namesTheLineOfAFault(String text, int line) {
    assertThatThrownBy(() -> read(text.replace('|', '\n')))
        .isInstanceOfSatisfying(
            MalformedPemException.class, e -> assertThat(e.line()).isEqualTo(line));
  }

  @Test
  void textWithoutABlockHoldsNothing() throws Exception {
    assertThat(read("")).isEmpty();
    assertThat(read("nothing\nhere")).isEmpty();
  }

  @Test
  @DisplayName("a damaged text is read or refused with a line, and nothing else happens")
  void anyDamage() {
    Random random = new Random(7468);
    byte[] good = bytes("head\n" + PEM + "middle\r\n" + PEM);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(PemReader.read(damaged, CERTIFICATES)).hasSizeLessThanOrEqualTo(2);
      } catch (MalformedPemException e) {
        assertThat(e.line()).isPositive();
      }
    }
  }

  private static List<byte[]> read(String text) throws MalformedPemException {
    return PemReader.read(bytes(text), CERTIFICATES).stream().map(PemBlock::octets).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
