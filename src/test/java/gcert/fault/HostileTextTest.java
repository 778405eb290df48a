package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.HostileText;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a server says: nothing of it acts on the reader of a log, of the state, of the input of
 * a command for events, or of standard error.
 */
class HostileTextTest {
  /** Control characters, those that hide or reorder text, halves of surrogate pairs. */
  private static final String HARMFUL =
      "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069"
          + "\\ufeff\\ud800-\\udfff]";

  private static final TestCertificate KEY = TestCertificate.leaf("mx.test").mint();

  @TempDir Path folder;

  @Test
  void theStateAndTheInputOfACommandAreHarmlessJson() throws Exception {
    int run = 0;
    for (String text : HostileText.all()) {
      Path state = folder.resolve("state" + run++);
      Path input = folder.resolve("input");
      Files.deleteIfExists(input);
      try (FakeMailServer server = FakeMailServer.smtp(named(text).identity())) {
        Gcert.Outcome outcome =
            Gcert.run(
                "watch",
                "--format=json",
                "--state=" + state,
                "--exec=sh -c 'cat >>\"$0\"; cat \"$0\"' " + input,
                server.target());

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(7);
        assertHarmless(outcome.text());
        assertHarmless(outcome.err());
        assertHarmless(Files.readString(state.resolve("journal.jsonl")));
        assertHarmless(Files.readString(input));
        assertJson(outcome.text());
        assertJson(Files.readString(state.resolve("journal.jsonl")));
        assertJson(Files.readString(input));
      }
      for (String form : new String[] {"--status", "--history"}) {
        Gcert.Outcome shown = Gcert.run("watch", form, "--state=" + state);
        assertHarmless(shown.text());
        Gcert.Outcome asJson = Gcert.run("watch", form, "--json", "--state=" + state);
        assertHarmless(asJson.text());
        assertJson(asJson.text());
      }
    }
  }

  @Test
  void theLogAndTheDialogueAreHarmless() {
    for (String text : HostileText.all()) {
      try (FakeMailServer server = FakeMailServer.smtp(named(text).identity())) {
        assertHarmless(Gcert.run("check", "--debug", server.target()).err());
        assertHarmless(Gcert.run("show", "-v", server.target()).err());
      }
      try (FakeMailServer server =
          FakeMailServer.speaking(MailProtocol.SMTP)
              .as(KEY.identity())
              .at(Moment.GREETING, Fault.say("554 " + text + "\r\n"))
              .start()) {
        Gcert.Outcome outcome = Gcert.run("check", "--debug", "--timeout=2s", server.target());
        assertHarmless(outcome.err());
        assertHarmless(outcome.text());
      }
    }
  }

  private static TestCertificate named(String text) {
    return TestCertificate.leaf("mx.test")
        .subject(HostileText.subject(text))
        .key(KEY.keys())
        .mint();
  }

  private static void assertHarmless(String text) {
    assertThat(text).doesNotContainPattern(HARMFUL);
  }

  private static void assertJson(String lines) throws IOException {
    assertThat(lines).isNotEmpty();
    for (String line : lines.split("\n", 0)) {
      byte[] octets = line.getBytes(StandardCharsets.UTF_8);
      try (JsonParser parser = new JsonFactory().createParser(octets)) {
        while (parser.nextToken() != null) {
          // To the end.
        }
      }
    }
  }
}
