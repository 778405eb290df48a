package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.TestCertificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How gcert leaves a server that would not start TLS. */
class FarewellTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SMTP,  GREETING, 554 5.7.1 go away,       QUIT
          SMTP,  HELLO,    250 mx.test,             QUIT
          SMTP,  HELLO,    502 5.5.1 what,          QUIT
          SMTP,  UPGRADE,  454 4.7.0 no TLS now,    QUIT
          LMTP,  HELLO,    250 mx.test,             QUIT
          IMAP,  UPGRADE,  g2 NO not now,           g3 LOGOUT
          POP3,  UPGRADE,  -ERR not now,            QUIT
          SIEVE, UPGRADE,  NO "not now",            LOGOUT
          """)
  void aRefusalIsTakenPolitely(
      MailProtocol protocol, Moment moment, String refusal, String lastWord) {
    try (FakeMailServer server =
        FakeMailServer.speaking(protocol).at(moment, Fault.say(refusal + "\r\n")).start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", server.target());

      assertThat(outcome.code()).isIn(4, 75);
      assertThat(server.commands()).last().isEqualTo(lastWord);
    }
  }

  @Test
  void theFarewellIsPartOfTheDialogueShown() {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .at(Moment.HELLO, Fault.say("250 mx.test\r\n"))
            .start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-v", server.target());

      // The farewell is said while the failure is printed.
      assertThat(outcome.err().lines())
          .contains("> QUIT", "< 221 bye")
          .anyMatch(line -> line.contains("does not offer STARTTLS"));
    }
  }

  @Test
  void aServerThatHangsUpFirstIsShownToHaveDoneSo() {
    TestCertificate leaf = TestCertificate.leaf("mx.test").mint();
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(leaf.identity())
            .at(Moment.UNDER_TLS, Fault.close())
            .start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-qkv", server.target());

      assertThat(outcome.text()).isEqualTo(leaf.pem());
      assertThat(outcome.err()).contains("* the farewell ended early: the server hung up\n");
    }
  }

  @Test
  void aServerThatDoesNotAnswerItChangesNothing() {
    for (Fault fault : new Fault[] {Fault.stall(), Fault.reset(), Fault.endless("221-a\r\n")}) {
      try (FakeMailServer server =
          FakeMailServer.speaking(MailProtocol.SMTP)
              .at(Moment.HELLO, Fault.say("250 mx.test\r\n"))
              .at(Moment.UNDER_TLS, fault)
              .start()) {
        Gcert.Outcome outcome = Gcert.run("fetch", server.target());

        Complaint.assertOneLine(outcome, 4, server, "STARTTLS", "does not offer STARTTLS");
        assertThat(outcome.took()).isLessThan(Duration.ofSeconds(6));
      }
    }
  }

  @Test
  void aServerThatInjectsIsToldNothingMore() {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .at(Moment.UPGRADE, Fault.append("250 injected\r\n"))
            .start()) {
      Gcert.run("fetch", server.target());

      assertThat(server.commands()).last().isEqualTo("STARTTLS");
    }
  }
}
