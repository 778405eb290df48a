package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.Loopback;
import gcert.testing.Gcert;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that ask for another key share in a way that RFC 8446 section 4.1.4 does not have. */
class HelloRetryTest {
  private static final byte[] RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  @ParameterizedTest
  @CsvSource({
    "001e, asks for a second time, the server violates the TLS protocol in its second HelloRetryRequest",
    "1234, asks for a group that was not offered, the server violates the TLS protocol in its HelloRetryRequest",
    "001d, asks for the group that it has a key for, the server violates the TLS protocol in its HelloRetryRequest",
  })
  void isRefused(String group, String what, String words) throws Exception {
    byte[] code = HexFormat.of().parseHex(group);
    try (Loopback server =
        new Loopback(
            socket -> {
              while (true) {
                socket.getOutputStream().write(retryRequest(sessionId(socket), code));
              }
            })) {
      Gcert.Outcome outcome = Gcert.run("fetch", "tls://127.0.0.1:" + server.address().getPort());

      assertThat(outcome.code()).as(what).isEqualTo(5);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("TLS handshake: " + words).hasLineCount(1);
    }
  }

  /** Reads records up to a hello, and gives its session identifier. */
  private static byte[] sessionId(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int type = in.readUnsignedByte();
      in.readUnsignedShort();
      byte[] record = new byte[in.readUnsignedShort()];
      in.readFully(record);
      if (type == 22) {
        byte[] id = new byte[record[38]];
        System.arraycopy(record, 39, id, 0, id.length);
        return id;
      }
    }
  }

  private static byte[] retryRequest(byte[] sessionId, byte[] group) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {3, 3});
    body.writeBytes(RANDOM);
    body.write(sessionId.length);
    body.writeBytes(sessionId);
    body.writeBytes(new byte[] {0x13, 1, 0, 0, 12, 0, 0x2b, 0, 2, 3, 4, 0, 0x33, 0, 2});
    body.writeBytes(group);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(new byte[] {22, 3, 3, 0, (byte) (body.size() + 4), 2, 0, 0});
    record.write(body.size());
    record.writeBytes(body.toByteArray());
    return record.toByteArray();
  }
}
