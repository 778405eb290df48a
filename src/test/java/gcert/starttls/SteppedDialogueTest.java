package gcert.starttls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.target.Protocol;
import gcert.trace.ExchangeLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dialogue held as octets come, however they come. */
final class SteppedDialogueTest {

  private static SteppedDialogue upgrade(Protocol protocol) {
    return SteppedDialogue.upgrade(dialogue(protocol), ExchangeLog.SILENT);
  }

  private static Dialogue dialogue(Protocol protocol) {
    return Dialogues.of(protocol, DialogueSettings.of("client.test")).orElseThrow();
  }

  /** Feeds so many octets at a time, and collects what is sent until the end. */
  private static List<String> hold(SteppedDialogue stepped, int step, String... replies)
      throws MalformedReplyException, FailedException {
    List<String> sent = new ArrayList<>();
    boolean done = stepped.advance();
    for (String reply : replies) {
      assertThat(done).isFalse();
      byte[] octets = reply.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < octets.length; at += step) {
        int count = Math.min(step, octets.length - at);
        byte[] part = new byte[count];
        System.arraycopy(octets, at, part, 0, count);
        stepped.receive(part, count);
        done = stepped.advance();
        String output = new String(stepped.takeOutput(), StandardCharsets.US_ASCII);
        if (!output.isEmpty()) {
          sent.add(output);
        }
      }
    }
    assertThat(done).isTrue();
    return sent;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096})
  void smtpIsTheSameInAnySegments(int step) throws Exception {
    SteppedDialogue stepped = upgrade(Protocol.SMTP);

    List<String> sent =
        hold(
            stepped,
            step,
            "220-mx.test\r\n220 ready\r\n",
            "250-mx.test\r\n250-SIZE 1\r\n250 STARTTLS\r\n",
            "220 go\r\n");

    assertThat(sent).containsExactly("EHLO client.test\r\n", "STARTTLS\r\n");
    assertThat(stepped.conversation().greeting()).isEqualTo("mx.test\nready");
    assertThat(stepped.conversation().capabilities()).containsExactly("SIZE 1", "STARTTLS");
    assertThat(stepped.conversation().pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4096})
  void theOthersAreAsWell(int step) throws Exception {
    assertThat(
            hold(
                upgrade(Protocol.IMAP),
                step,
                "* OK {5}\r\nhello ready\r\n",
                "* CAPABILITY IMAP4rev1 STARTTLS\r\ng1 OK\r\n",
                "g2 OK\r\n"))
        .containsExactly("g1 CAPABILITY\r\n", "g2 STARTTLS\r\n");
    assertThat(hold(upgrade(Protocol.POP3), step, "+OK\r\n", "+OK\r\nSTLS\r\n.\r\n", "+OK\r\n"))
        .containsExactly("CAPA\r\n", "STLS\r\n");
    assertThat(hold(upgrade(Protocol.SIEVE), step, "\"STARTTLS\"\r\nOK\r\n", "OK\r\n"))
        .containsExactly("STARTTLS\r\n");
    assertThat(
            hold(
                upgrade(Protocol.LMTP), step, "220 l\r\n", "250-l\r\n250 STARTTLS\r\n", "220 \r\n"))
        .containsExactly("LHLO client.test\r\n", "STARTTLS\r\n");
  }

  @Test
  void whatCameTooEarlyIsCounted() throws Exception {
    SteppedDialogue stepped = upgrade(Protocol.SMTP);

    hold(stepped, 4096, "220 mx\r\n", "250-mx\r\n250 STARTTLS\r\n", "220 go\r\n250 injected\r\n");

    assertThat(stepped.conversation().pending()).isEqualTo("250 injected\r\n".length());
  }

  @Test
  void aRefusalIsARefusalAndLeaveIsTakenOfIt() throws Exception {
    SteppedDialogue stepped = upgrade(Protocol.SMTP);

    assertThatThrownBy(() -> hold(stepped, 1, "220 mx\r\n", "250 mx\r\n"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("does not offer STARTTLS");
    assertThat(stepped.conversation().step()).isEqualTo(Step.EHLO);

    SteppedDialogue quit = SteppedDialogue.quit(dialogue(Protocol.SMTP), ExchangeLog.SILENT);
    assertThat(quit.advance()).isFalse();
    assertThat(new String(quit.takeOutput(), StandardCharsets.US_ASCII)).isEqualTo("QUIT\r\n");
    assertThat(hold(quit, 3, "221 bye\r\n")).isEmpty();
  }

  @Test
  void aLineWithoutEndAndTlsInPlaceOfAGreetingAreFound() {
    assertThatThrownBy(() -> hold(upgrade(Protocol.SMTP), 100, "220 " + "x".repeat(10_000)))
        .isInstanceOf(MalformedReplyException.class)
        .hasMessageContaining("4096");
    assertThatThrownBy(() -> hold(upgrade(Protocol.IMAP), 1, "\26\3\1"))
        .isInstanceOf(MalformedReplyException.class)
        .hasMessageContaining("TLS");
  }

  @Test
  void whoListensHearsEachLineOnce() throws Exception {
    List<String> heard = new ArrayList<>();
    ExchangeLog log =
        new ExchangeLog() {
          @Override
          public boolean listening() {
            return true;
          }

          @Override
          public void note(String what) {
            heard.add("* " + what);
          }

          @Override
          public void sent(String line) {
            heard.add("> " + line);
          }

          @Override
          public void received(byte[] line) {
            heard.add("< " + new String(line, StandardCharsets.US_ASCII));
          }
        };

    hold(
        SteppedDialogue.upgrade(dialogue(Protocol.POP3), log),
        1,
        "+OK\r\n",
        "+OK\r\nSTLS\r\n.\r\n",
        "+OK go\r\n");

    assertThat(heard)
        .containsExactly("< +OK", "> CAPA", "< +OK", "< STLS", "< .", "> STLS", "< +OK go");
  }
}
