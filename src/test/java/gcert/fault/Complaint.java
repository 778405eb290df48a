package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import java.time.Duration;

/** What every failed run has in common, whatever the fault. */
final class Complaint {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Complaint() {}

  /**
   * Standard output is empty; standard error is one line that names host, address and step, says
   * the words, and holds nothing that could act on a terminal.
   */
  static void assertOneLine(
      Gcert.Outcome outcome, int code, FakeMailServer server, String step, String... words) {
    assertOneLine(outcome, code);
    assertThat(outcome.err())
        .startsWith("gcert: " + server.hostAndPort() + " (127.0.0.1): " + step + ": ")
        .contains(words);
  }

  /** The same for runs in which no server was reached. */
  static void assertOneLine(Gcert.Outcome outcome, int code) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("gcert: ").endsWith("\n");
    String line = outcome.err().substring(0, outcome.err().length() - 1);
    assertThat(line.chars().filter(c -> c < ' ' || (c >= 0x7f && c < 0xa0)).toArray()).isEmpty();
    assertThat(line).doesNotEndWith(".");
    assertThat(outcome.took()).isLessThan(LONGEST);
  }
}
