package gcert.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetParserTest {
  private static final TargetParser PARSER = new TargetParser(OptionalInt.empty());

  @ParameterizedTest(name = "{0} is {1} on {2}, port {3}")
  @CsvSource({
    "aspmx.l.google.com, SMTP, aspmx.l.google.com, 25",
    "aspmx.l.google.com., SMTP, aspmx.l.google.com, 25",
    "ASPMX.L.Google.COM, SMTP, aspmx.l.google.com, 25",
    "mx.example.net:2525, SMTP, mx.example.net, 2525",
    "mx.example.net.:2525, SMTP, mx.example.net, 2525",
    "smtp://mx.example.net, SMTP, mx.example.net, 25",
    "SMTP://mx.example.net/, SMTP, mx.example.net, 25",
    "submission://smtp.gmail.com, SUBMISSION, smtp.gmail.com, 587",
    "smtps://smtp.gmail.com, SMTPS, smtp.gmail.com, 465",
    "lmtp://[::1]:2424, LMTP, ::1, 2424",
    "imap://h, IMAP, h, 143",
    "imaps://h, IMAPS, h, 993",
    "pop3://h, POP3, h, 110",
    "pop3s://h, POP3S, h, 995",
    "sieve://h, SIEVE, h, 4190",
    "tls://h:8443, TLS, h, 8443",
    "192.0.2.1, SMTP, 192.0.2.1, 25",
    "192.0.2.1:26, SMTP, 192.0.2.1, 26",
    "[2001:DB8:0:0::1], SMTP, 2001:db8::1, 25",
    "[2001:db8::1]:587, SUBMISSION, 2001:db8::1, 587",
    "2001:db8::1, SMTP, 2001:db8::1, 25",
    "::ffff:192.0.2.1, SMTP, 192.0.2.1, 25",
    "bücher.example, SMTP, xn--bcher-kva.example, 25",
    "_smtp.example.net, SMTP, _smtp.example.net, 25",
    "h:465, SMTPS, h, 465",
    "h:993, IMAPS, h, 993",
    "smtp://h:465, SMTP, h, 465",
  })
  void readsServers(String text, Protocol protocol, String host, int port) throws Exception {
    ServerTarget target = (ServerTarget) PARSER.parse(text);

    assertThat(target.protocol()).isEqualTo(protocol);
    assertThat(target.host().text()).isEqualTo(host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "a..b",
        ".a",
        "-a.example",
        "a-.example",
        "a b",
        "smtp://a/b",
        "smtp://a?b",
        "a:25#b",
        "a,b,c",
        "a,",
        ",a",
        "a,192.0.2.1",
        "a,::1",
        "a,b.example:25",
        "user@host",
        "h:",
        "h:0",
        "h:65536",
        "h:x",
        "h:25x",
        "h:-1",
        "h:99999999999999999999",
        "[::1",
        "[::1]25",
        "[h]",
        "[1.2.3.4]",
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.5",
        "0x7f000001x..",
        "http://h",
        "tls://h",
        "smtp://",
        "smtp:///",
        "file:",
        "12345",
        "a\u0000b",
        "a\u001b[2Jb",
        "[::1%]",
        "1:2:3",
        "[fe80::zz]"
      })
  void refusesWhatIsNoTarget(String text) {
    assertThatThrownBy(() -> PARSER.parse(text))
        .isInstanceOf(MalformedTargetException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .isNotBlank()
                    .matches("[^\\p{Cntrl}]*")
                    .doesNotEndWith("."));
  }

  @Test
  @DisplayName("labels of 64 octets and names of 254 are refused, one less is taken")
  void boundsLengths() throws Exception {
    String label = "a".repeat(63);
    String longest = label + "." + label + "." + label + "." + "a".repeat(61);
    assertThat(longest).hasSize(253);
    assertThat(((ServerTarget) PARSER.parse(longest)).host().text()).isEqualTo(longest);
    assertThatThrownBy(() -> PARSER.parse(longest + "a"))
        .isInstanceOf(MalformedTargetException.class);
    assertThatThrownBy(() -> PARSER.parse(label + "a.example"))
        .isInstanceOf(MalformedTargetException.class);
  }

  @Test
  void theDefaultPortIsForTargetsThatNameNone() throws Exception {
    TargetParser parser = new TargetParser(OptionalInt.of(465));

    assertThat(parser.parse("h")).isEqualTo(server("h", "h", 465, Protocol.SMTPS));
    assertThat(parser.parse("h:25")).isEqualTo(server("h:25", "h", 25, Protocol.SMTP));
    assertThat(parser.parse("smtp://h")).isEqualTo(server("smtp://h", "h", 465, Protocol.SMTP));
    assertThat(parser.parse("tls://h")).isEqualTo(server("tls://h", "h", 465, Protocol.TLS));
  }

  @Test
  void readsFilesAndStandardInput() throws Exception {
    assertThat(PARSER.parse("file:a/b.pem"))
        .isEqualTo(new FileTarget("file:a/b.pem", Optional.of(Path.of("a/b.pem"))));
    assertThat(PARSER.parse("FILE:///etc/x"))
        .isEqualTo(new FileTarget("FILE:///etc/x", Optional.of(Path.of("/etc/x"))));
    assertThat(PARSER.parse("-")).isEqualTo(new FileTarget("-", Optional.empty()));
  }

  @Test
  void aWordWithASlashIsAPath() throws Exception {
    for (String path : new String[] {"./cert.pem", "a/b", "/etc/x.pem", "../x", "a/b:25", "/a,b"}) {
      assertThat(PARSER.parse(path)).isEqualTo(new FileTarget(path, Optional.of(Path.of(path))));
    }
  }

  @Test
  void theNameOfAServerFollowsAfterAComma() throws Exception {
    ServerTarget target = (ServerTarget) PARSER.parse("192.0.2.1:26,MX.example.net.");

    assertThat(target.host().text()).isEqualTo("192.0.2.1");
    assertThat(target.port()).isEqualTo(26);
    assertThat(target.identity()).isEqualTo(new Host.Name("mx.example.net"));
    assertThat(target.hostAndPort()).isEqualTo("192.0.2.1:26,mx.example.net");
    assertThat(((ServerTarget) PARSER.parse("imaps://[::1] , bücher.example")).hostAndPort())
        .isEqualTo("[::1]:993,xn--bcher-kva.example");
    assertThat(((ServerTarget) PARSER.parse("h")).identity()).isEqualTo(new Host.Name("h"));
  }

  @Test
  void whatMayBeAPasswordIsNotRepeated() {
    for (String text :
        new String[] {
          "smtp://user:s3cret@h:25", "user:s3cret@h", "s3cret@h", "imaps://s3cret@x@h/", "s3cret@"
        }) {
      assertThatThrownBy(() -> PARSER.parse(text))
          .hasMessageStartingWith("a target has no user name")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void saysWhatToWriteInPlaceOfAPath() {
    assertThatThrownBy(() -> PARSER.parse("smtp://h:2525/foo?x=y"))
        .hasMessage("a target has no path; write 'smtp://h:2525'");
  }

  @Test
  void showsIpv6AddressesInBrackets() throws Exception {
    assertThat(((ServerTarget) PARSER.parse("::1")).hostAndPort()).isEqualTo("[::1]:25");
    assertThat(((ServerTarget) PARSER.parse("h")).hostAndPort()).isEqualTo("h:25");
  }

  @Test
  @DisplayName("any text is a target or is refused with a sentence that a terminal can be shown")
  void anyText() {
    Random random = new Random(20261124);
    String alphabet = "ab.:[],/%-_@ 0123456789\u0000\u001b\u202eüß。\ud800fil:smtp";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(24); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        PARSER.parse(text.toString());
      } catch (MalformedTargetException e) {
        assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cntrl}\u202e]");
      }
    }
  }

  private static ServerTarget server(String text, String name, int port, Protocol protocol) {
    return new ServerTarget(text, new Host.Name(name), port, protocol);
  }
}
