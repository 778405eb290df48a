package gcert.starttls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

  @Test
  void aReplyOfSeveralLinesIsRead() throws Exception {
    Reply reply = Scripted.lines("220-mx.example ESMTP", "220-", "220 ready").readReply();
    assertThat(reply.code()).isEqualTo(220);
    assertThat(reply.lines()).containsExactly("mx.example ESMTP", "", "ready");
    assertThat(reply.positive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"220", "220 "})
  void noTextIsLegal(String line) throws Exception {
    assertThat(Scripted.lines(line).readReply()).isEqualTo(new Reply(220, List.of("")));
  }

  @Test
  void bareLineFeedsEndLinesToo() throws Exception {
    byte[] octets = "250-a\n250 b\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(Scripted.octets(octets).readReply().lines()).containsExactly("a", "b");
  }

  @Test
  void nulAndOctetsBeyondAsciiAreKeptAndEscapedWhenShown() throws Exception {
    byte[] octets = {'5', '5', '0', ' ', 'a', 0, (byte) 0xe9, 0x1b, '\r', 'b', '\r', '\n'};
    Reply reply = Scripted.octets(octets).readReply();
    assertThat(reply.lines()).containsExactly("a\u0000é\u001b\rb");
    assertThat(reply.words()).isEqualTo("550 a\\x00é\\x1b\\x0db");
  }

  @Test
  void utf8IsReadAsUtf8() throws Exception {
    byte[] octets = "220 Grüße\r\n".getBytes(StandardCharsets.UTF_8);
    assertThat(Scripted.octets(octets).readReply().lines()).containsExactly("Grüße");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22 hello",
        "2200 hello",
        "abc hello",
        "220hello",
        "220\thello",
        "120 hello",
        "620 hello",
        "",
        " 220 hello",
        "2x0 hello",
        "22"
      })
  void whatHasNoProperCodeIsRefused(String line) {
    assertThatThrownBy(() -> Scripted.lines(line).readReply())
        .isInstanceOf(MalformedReplyException.class);
  }

  @Test
  void aReplyThatChangesItsCodeIsRefused() {
    assertThatThrownBy(() -> Scripted.lines("250-a", "550 b").readReply())
        .isInstanceOf(MalformedReplyException.class)
        .hasMessage("one reply has the codes 250 and 550");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 400 Bad Request, HTTP",
    "SSH-2.0-OpenSSH_9.2, SSH",
    "* OK IMAP4rev1 ready, IMAP",
    "+OK POP3 ready, POP3",
    "<html>, HTTP"
  })
  void anotherProtocolIsRecognised(String line, String label) {
    assertThatThrownBy(() -> Scripted.lines(line).readReply())
        .isInstanceOfSatisfying(
            MalformedReplyException.class,
            e -> assertThat(e.recognized().orElseThrow().label()).isEqualTo(label));
  }

  @Test
  void aTlsRecordIsRecognisedWithoutALineEnd() {
    InputStream alertThenSilence = new Head(new byte[] {0x15, 3, 1, 0, 2, 2, 10});
    assertThatThrownBy(() -> Scripted.stream(alertThenSilence).readReply())
        .isInstanceOfSatisfying(
            MalformedReplyException.class,
            e -> assertThat(e.recognized()).contains(RecognizedProtocol.TLS));
  }

  @Test
  void aLineWithoutEndStopsAtTheBound() {
    Endless endless = new Endless("220 " + "x".repeat(1000), "x".repeat(1000));
    assertThatThrownBy(() -> Scripted.stream(endless).readReply())
        .isInstanceOf(MalformedReplyException.class)
        .hasMessage("a line of more than 4096 octets");
    assertThat(endless.served()).isLessThan(64 * 1024);
  }

  @Test
  void aReplyWithoutEndStopsAtTheBound() {
    Endless manyLines = new Endless("", "220-x\r\n");
    assertThatThrownBy(() -> Scripted.stream(manyLines).readReply())
        .isInstanceOf(MalformedReplyException.class)
        .hasMessage("a reply of more than 512 lines");
    Endless longLines = new Endless("", "220-" + "x".repeat(4000) + "\r\n");
    assertThatThrownBy(() -> Scripted.stream(longLines).readReply())
        .isInstanceOf(MalformedReplyException.class)
        .hasMessage("a reply of more than 64 KiB");
    assertThat(longLines.served()).isLessThan(128 * 1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {4091, 4092})
  void theLongestLineIsRead(int text) throws Exception {
    String line = "220 " + "x".repeat(text);
    assertThat(Scripted.lines(line).readReply().lines().get(0)).hasSize(text);
  }

  @Test
  void oneOctetMoreIsTooLong() {
    assertThatThrownBy(() -> Scripted.lines("220 " + "x".repeat(4093)).readReply())
        .isInstanceOf(MalformedReplyException.class);
  }

  @Test
  void theEndOfTheConnectionIsNotAReply() {
    byte[] octets = "220-a\r\n220 b".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Scripted.octets(octets).readReply()).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "550, 5.7.1 no, 5.7.1",
    "250, 2.0.0, 2.0.0",
    "454, 4.7.0 TLS not available, 4.7.0",
    "550, 4.7.1 no, ",
    "550, 5.7 no, ",
    "550, 5.7.1.2 no, ",
    "550, 5.1234.1 no, ",
    "550, no, ",
    "550, 5..1 no, "
  })
  void enhancedCodesAreReadWhereTheyFit(int code, String text, String expected) {
    Reply reply = new Reply(code, List.of(text));
    assertThat(reply.enhancedStatus().map(EnhancedStatus::toString).orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void anythingElseEndsInOneOfTheDeclaredWays() {
    Random random = new Random(42);
    byte[] alphabet =
        "220- \r\n\u0000\u001bxSTARTTLS5.\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(60)];
      for (int i = 0; i < octets.length; i++) {
        octets[i] =
            random.nextInt(8) == 0
                ? (byte) random.nextInt()
                : alphabet[random.nextInt(alphabet.length)];
      }
      Scripted scripted = Scripted.octets(octets);
      Throwable thrown =
          catchThrowable(
              () -> {
                while (true) {
                  Reply reply = scripted.readReply();
                  assertThat(reply.code()).isBetween(200, 599);
                  assertThat(reply.words().chars()).allMatch(c -> c >= ' ');
                }
              });
      assertThat(thrown).isInstanceOfAny(EOFException.class, MalformedReplyException.class);
    }
  }

  /** Some octets, and then a read that must not happen. */
  private static final class Head extends InputStream {
    private final byte[] head;
    private boolean given;

    Head(byte[] head) {
      this.head = head;
    }

    @Override
    public int read() {
      throw new AssertionError("read on");
    }

    @Override
    public int read(byte[] octets, int offset, int length) {
      if (given) {
        throw new AssertionError("read on");
      }
      given = true;
      System.arraycopy(head, 0, octets, offset, head.length);
      return head.length;
    }
  }
}
