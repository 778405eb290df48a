package gcert.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bound on what a server may send: so much and no more. */
final class HandshakeLimitsTest {
  private final HandshakeLimits limits = new HandshakeLimits();

  private static void times(int count, ThrowingCallable task) throws Throwable {
    for (int i = 0; i < count; i++) {
      task.call();
    }
  }

  private void handshake(byte... octets) throws LimitExceededException {
    limits.count(ContentType.handshake, octets, 0, octets.length);
  }

  @ParameterizedTest
  @CsvSource({
    HandshakeType.hello_request + ", HelloRequest",
    HandshakeType.new_session_ticket + ", NewSessionTicket",
    HandshakeType.key_update + ", KeyUpdate"
  })
  void messagesThatCanComeAtAnyTime(byte type, String name) throws Throwable {
    // One message lies across two records, the other in one.
    times(
        500,
        () -> {
          handshake(type, (byte) 0);
          handshake((byte) 0, (byte) 1, (byte) 0, type, (byte) 0, (byte) 0, (byte) 0);
        });

    assertThatThrownBy(() -> handshake(type, (byte) 0, (byte) 0, (byte) 0))
        .hasMessage("the server sends more than 1000 " + name + " messages");
  }

  @Test
  void warningAlerts() throws Throwable {
    times(100, limits::countWarning);

    assertThatThrownBy(limits::countWarning)
        .hasMessage("the server sends more than 100 warning alerts");
  }

  @Test
  void emptyRecordsAndRecordsAtAll() throws Throwable {
    times(1000, () -> limits.count(ContentType.application_data, new byte[0], 0, 0));
    assertThatThrownBy(() -> limits.count(ContentType.application_data, new byte[0], 0, 0))
        .hasMessage("the server sends more than 1000 empty records");

    times(16_384 - 1001, () -> limits.count(ContentType.application_data, new byte[1], 0, 1));
    assertThatThrownBy(() -> limits.count(ContentType.application_data, new byte[1], 0, 1))
        .hasMessage("the server sends more than 16384 records");
  }

  @Test
  void theSizeOfAMessage() {
    assertThatCode(() -> handshake((byte) 11, (byte) 0x10, (byte) 0, (byte) 0))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                new HandshakeLimits()
                    .count(ContentType.handshake, new byte[] {11, 0x10, 0, 1}, 0, 4))
        .hasMessageContaining("larger than the 1048576 octets");
  }
}
