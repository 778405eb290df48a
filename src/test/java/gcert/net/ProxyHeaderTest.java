package gcert.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples and tables of HAProxy's description of the PROXY protocol. */
final class ProxyHeaderTest {

  @Test
  void versionOneIsALineOfText() throws Exception {
    assertThat(text("192.0.2.1", "192.0.2.25"))
        .isEqualTo("PROXY TCP4 192.0.2.1 192.0.2.25 56324 25\r\n");
    assertThat(text("2001:db8::1", "2001:db8::25"))
        .isEqualTo("PROXY TCP6 2001:db8:0:0:0:0:0:1 2001:db8:0:0:0:0:0:25 56324 25\r\n");
  }

  @Test
  void versionTwoBeginsWithItsSignature() throws Exception {
    byte[] four =
        ProxyHeader.V2.of(
            InetAddress.getByName("192.0.2.1"), 56324, InetAddress.getByName("192.0.2.25"), 25);
    byte[] six =
        ProxyHeader.V2.of(
            InetAddress.getByName("2001:db8::1"), 56324, InetAddress.getByName("2001:db8::25"), 25);

    assertThat(HexFormat.of().formatHex(four))
        .isEqualTo("0d0a0d0a000d0a515549540a" + "2111000c" + "c0000201c0000219" + "dc040019");
    assertThat(HexFormat.of().formatHex(six))
        .isEqualTo(
            "0d0a0d0a000d0a515549540a"
                + "21210024"
                + "20010db8000000000000000000000001"
                + "20010db8000000000000000000000025"
                + "dc040019");
  }

  private static String text(String from, String to) throws Exception {
    return new String(
        ProxyHeader.V1.of(InetAddress.getByName(from), 56324, InetAddress.getByName(to), 25),
        StandardCharsets.US_ASCII);
  }
}
