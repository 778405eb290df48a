package gcert.starttls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.target.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

  @Test
  void smtpGetsToTheGoAhead() throws Exception {
    Scripted server =
        Scripted.lines(
            "220-mx.example",
            "220 ESMTP",
            "250-mx.example",
            "250-SIZE 1000",
            "250 STARTTLS",
            "220 2.0.0 go ahead");
    talk(Protocol.SMTP, server);
    assertThat(server.sent()).isEqualTo("EHLO client.example\r\nSTARTTLS\r\n");
    assertThat(server.conversation().greeting()).isEqualTo("mx.example\nESMTP");
    assertThat(server.conversation().capabilities()).containsExactly("SIZE 1000", "STARTTLS");
  }

  @Test
  void lmtpSaysLhlo() throws Exception {
    Scripted server = Scripted.lines("220 lmtp", "250-x", "250 STARTTLS", "220 go");
    talk(Protocol.LMTP, server);
    assertThat(server.sent()).startsWith("LHLO client.example\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STARTTLS",
        "starttls",
        "StartTls",
        "  STARTTLS  ",
        "STARTTLS required",
        "STARTTLS\t"
      })
  void theKeywordIsFoundInAnyCaseAndSpacing(String line) throws Exception {
    talk(Protocol.SMTP, Scripted.lines("220 hi", "250-mx", "250-" + line, "250 X", "220 go"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"STARTTLSX", "XSTARTTLS", "AUTH STARTTLS", "START TLS", "AUTH=STARTTLS"})
  void otherWordsAreNotTheKeyword(String line) {
    Failure failure = failure(Protocol.SMTP, Scripted.lines("220 hi", "250-mx", "250 " + line));
    assertThat(failure.what()).isEqualTo("the server does not offer STARTTLS");
  }

  @Test
  void theServersNameIsNotACapability() {
    Failure failure = failure(Protocol.SMTP, Scripted.lines("220 hi", "250 STARTTLS"));
    assertThat(failure.what()).isEqualTo("the server does not offer STARTTLS");
  }

  @Test
  void aHundredExtensionsDoNotHideIt() throws Exception {
    List<String> lines = new ArrayList<>(List.of("220 hi", "250-mx"));
    for (int i = 0; i < 300; i++) {
      lines.add("250-XUNKNOWN" + i + " with words");
    }
    lines.add("250 STARTTLS");
    lines.add("220 go");
    talk(Protocol.SMTP, Scripted.lines(lines.toArray(new String[0])));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "421 4.3.2 shutting down|GREETING|TEMPORARY|421 4.3.2 shutting down",
        "450 busy|GREETING|TEMPORARY|450 busy",
        "554 5.7.1 go away|GREETING|NO_TLS|554 5.7.1 go away",
        "250 hello|GREETING|NO_TLS|250 hello",
        "220 hi;421 too many|EHLO|TEMPORARY|421 too many",
        "220 hi;502 what?|EHLO|NO_TLS|does not offer STARTTLS: 502 what?",
        "220 hi;354 go|EHLO|NO_TLS|354 go",
        "220 hi;250 mx|STARTTLS|NO_TLS|does not offer STARTTLS",
        "220 hi;250-mx;250 STARTTLS;454 4.7.0 later|STARTTLS|TEMPORARY|454 4.7.0 later",
        "220 hi;250-mx;250 STARTTLS;530 first this|STARTTLS|NO_TLS|530 first this",
        "220 hi;250-mx;250 STARTTLS;250 ok|STARTTLS|NO_TLS|250 ok",
      })
  void smtpRefusalsAreClassified(String lines, Step step, Category category, String words) {
    Failure failure = failure(Protocol.SMTP, Scripted.lines(lines.split(";", -1)));
    assertThat(failure.step()).isEqualTo(step);
    assertThat(failure.category()).isEqualTo(category);
    assertThat(failure.what()).contains(words);
    if (category == Category.TEMPORARY) {
      assertThat(failure.hint())
          .hasValueSatisfying(h -> assertThat(h).startsWith("try again later"));
    }
  }

  @Test
  void imapGetsToTheGoAhead() throws Exception {
    Scripted server =
        Scripted.lines(
            "* OK [CAPABILITY IMAP4rev1] ready",
            "* CAPABILITY IMAP4rev1 starttls LOGINDISABLED",
            "* NOTE {5}",
            "a\r\nb g1 OK done",
            "g1 OK done",
            "* hm",
            "g2 OK begin");
    talk(Protocol.IMAP, server);
    assertThat(server.sent()).isEqualTo("g1 CAPABILITY\r\ng2 STARTTLS\r\n");
    assertThat(server.conversation().capabilities())
        .containsExactly("IMAP4rev1 starttls LOGINDISABLED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* BYE [UNAVAILABLE] later|GREETING|TEMPORARY",
        "* BYE go away|GREETING|NO_TLS",
        "* PREAUTH welcome|GREETING|NO_TLS",
        "* OK hi;* CAPABILITY IMAP4rev1;g1 OK|STARTTLS|NO_TLS",
        "* OK hi;g1 BAD what|CAPABILITY|NO_TLS",
        "* OK hi;* CAPABILITY STARTTLS;g1 OK;g2 NO [UNAVAILABLE] x|STARTTLS|TEMPORARY",
        "* OK hi;* CAPABILITY STARTTLS;g1 OK;g2 BAD x|STARTTLS|NO_TLS",
      })
  void imapRefusalsAreClassified(String lines, Step step, Category category) {
    Failure failure = failure(Protocol.IMAP, Scripted.lines(lines.split(";", -1)));
    assertThat(failure.step()).isEqualTo(step);
    assertThat(failure.category()).isEqualTo(category);
  }

  @Test
  void pop3GetsToTheGoAhead() throws Exception {
    Scripted server =
        Scripted.lines("+OK ready", "+OK list follows", "TOP", "stls", "UIDL", ".", "+OK begin");
    talk(Protocol.POP3, server);
    assertThat(server.sent()).isEqualTo("CAPA\r\nSTLS\r\n");
    assertThat(server.conversation().capabilities()).containsExactly("TOP", "stls", "UIDL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-ERR [SYS/TEMP] busy|GREETING|TEMPORARY",
        "-ERR no|GREETING|NO_TLS",
        "+OK;-ERR what|CAPA|NO_TLS",
        "+OK;+OK;TOP;.|STARTTLS|NO_TLS",
        "+OK;+OK;STLS;.;-ERR no|STARTTLS|NO_TLS",
      })
  void pop3RefusalsAreClassified(String lines, Step step, Category category) {
    Failure failure = failure(Protocol.POP3, Scripted.lines(lines.split(";", -1)));
    assertThat(failure.step()).isEqualTo(step);
    assertThat(failure.category()).isEqualTo(category);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SMTP|220 hi;250-mx;250 SIZE;220 go|STARTTLS",
        "SMTP|220 hi;502 what?;220 go|STARTTLS",
        "LMTP|220 hi;250 mx;220 go|STARTTLS",
        "IMAP|* OK hi;* CAPABILITY IMAP4rev1;g1 OK;g2 OK|g2 STARTTLS",
        "IMAP|* OK hi;g1 BAD what;g2 OK|g2 STARTTLS",
        "POP3|+OK hi;+OK;TOP;.;+OK|STLS",
        "POP3|+OK hi;-ERR what;+OK|STLS",
        "SIEVE|\"SASL\" \"\";OK;OK|STARTTLS",
      })
  void tlsIsAskedForWhereItIsNotAnnouncedIfTheUserWillHaveIt(
      Protocol protocol, String lines, String last) throws Exception {
    Scripted server = Scripted.lines(lines.split(";", -1));
    Dialogue dialogue =
        Dialogues.of(protocol, new DialogueSettings("client.example", StartTls.ALWAYS))
            .orElseThrow();

    dialogue.greet(server.conversation());
    dialogue.upgrade(server.conversation());

    assertThat(server.sent()).endsWith(last + "\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "XXXXXXXA, true",
    "xxxxxxxx, true",
    "********, true",
    "XXXXXXX, true",
    "XXXX, false",
    "X-EXPS, false",
    "XCLIENT NAME, false",
  })
  void aLineThatIsPaintedOverIsTakenForWhatItHides(String line, boolean masked) {
    Failure failure = failure(Protocol.SMTP, Scripted.lines("220 hi", "250-mx", "250 " + line));

    assertThat(failure.what().contains("masked by a firewall")).isEqualTo(masked);
    assertThat(failure.hint())
        .hasValueSatisfying(hint -> assertThat(hint).contains("--starttls=always"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "220 mx FTP server ready|FTP",
        "220 (vsFTPd 3.0.3)|",
        "220 ProFTPD Server|",
        "220 mail LMTP ready|LMTP",
        "220 mx.ftp.example ESMTP|",
        "200 news ready|NNTP",
        "201 news ready, no posting|NNTP",
      })
  void whatIsLikeSmtpIsToldByItsGreeting(String greeting, RecognizedProtocol appearance) {
    Throwable thrown =
        catchThrowable(() -> talk(Protocol.SMTP, Scripted.lines(greeting, "500 what?")));

    if (appearance == null) {
      assertThat(thrown).isInstanceOf(FailedException.class);
    } else {
      assertThat(thrown)
          .isInstanceOfSatisfying(
              MalformedReplyException.class, e -> assertThat(e.recognized()).contains(appearance));
    }
  }

  @Test
  void sieveGetsToTheGoAhead() throws Exception {
    Scripted server =
        Scripted.lines(
            "\"IMPLEMENTATION\" {6+}",
            "a\r\nOK ",
            "\"SASL\" \"\"",
            "\"StartTLS\"",
            "OK \"ready\"",
            "OK");
    talk(Protocol.SIEVE, server);
    assertThat(server.sent()).isEqualTo("STARTTLS\r\n");
    assertThat(server.conversation().capabilities()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BYE (TRYLATER) \"later\"|GREETING|TEMPORARY",
        "NO \"no\"|GREETING|NO_TLS",
        "\"SASL\" \"\";OK|STARTTLS|NO_TLS",
        "\"STARTTLS\";OK;NO \"no\"|STARTTLS|NO_TLS",
      })
  void sieveRefusalsAreClassified(String lines, Step step, Category category) {
    Failure failure = failure(Protocol.SIEVE, Scripted.lines(lines.split(";", -1)));
    assertThat(failure.step()).isEqualTo(step);
    assertThat(failure.category()).isEqualTo(category);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IMAP|* OK {99999999999}",
        "SIEVE|\"X\" {70000}",
        "IMAP|220 mx ESMTP",
        "POP3|* OK IMAP",
        "SIEVE|+OK POP3",
      })
  void whatIsNotTheProtocolIsRefused(Protocol protocol, String line) {
    Throwable thrown = catchThrowable(() -> talk(protocol, Scripted.lines(line)));
    assertThat(thrown).isInstanceOf(MalformedReplyException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"SMTP", "IMAP", "POP3", "SIEVE"})
  void capabilitiesWithoutEndStopAtTheBound(Protocol protocol) {
    Scripted server =
        switch (protocol) {
          case IMAP -> Scripted.stream(new Endless("* OK\r\n", "* CAPABILITY STARTTLS\r\n"));
          case POP3 -> Scripted.stream(new Endless("+OK\r\n+OK\r\n", "STLS\r\n"));
          case SIEVE -> Scripted.stream(new Endless("", "\"X\" {4096}\r\n" + "x".repeat(4096)));
          default -> Scripted.stream(new Endless("220 hi\r\n", "250-STARTTLS\r\n"));
        };
    assertThat(catchThrowable(() -> talk(protocol, server)))
        .isInstanceOf(MalformedReplyException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"SMTP", "IMAP", "POP3", "SIEVE"})
  void anyWordsEndInOneOfTheDeclaredWays(Protocol protocol) {
    String[] words = {
      "* ",
      "OK",
      " ",
      "\r\n",
      "\r\n",
      "g1 ",
      "g2 ",
      "CAPABILITY",
      "STARTTLS",
      "{3}",
      "{",
      "}",
      "+",
      "+OK",
      "-ERR",
      ".",
      "XXXXXXXA",
      "500 ",
      "504 ",
      "LMTP",
      "FTP",
      "200 ",
      "\"",
      "220 ",
      "250-",
      "250 ",
      "NO",
      "BYE",
      "\u0000",
      "STLS",
      "{2+}",
      "é"
    };
    Random random = new Random(7);
    for (int round = 0; round < 5000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(words[random.nextInt(words.length)]);
      }
      Scripted server = Scripted.octets(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      StartTls startTls = StartTls.values()[round % 2];
      Throwable thrown =
          catchThrowable(
              () -> talk(protocol, new DialogueSettings("client.example", startTls), server));
      if (thrown != null) {
        assertThat(thrown)
            .isInstanceOfAny(
                IOException.class, MalformedReplyException.class, FailedException.class);
      }
    }
  }

  private static void talk(Protocol protocol, Scripted server) throws Exception {
    talk(protocol, DialogueSettings.of("client.example"), server);
  }

  private static void talk(Protocol protocol, DialogueSettings settings, Scripted server)
      throws Exception {
    Dialogue dialogue = Dialogues.of(protocol, settings).orElseThrow();
    dialogue.greet(server.conversation());
    dialogue.upgrade(server.conversation());
  }

  private static Failure failure(Protocol protocol, Scripted server) {
    return catchThrowableOfType(FailedException.class, () -> talk(protocol, server)).failure();
  }
}
