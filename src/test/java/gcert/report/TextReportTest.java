package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Category;
import gcert.failure.Step;
import gcert.testing.HostileText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The report for a person: the verdict first, then why. */
final class TextReportTest {
  private static final ShowReport DESCRIPTION =
      new ShowReport(new Layout(10_000, false, true), Optional.empty());

  @Test
  void theFirstLineSaysItAll() {
    assertThat(text(Results.ok("mx.test")).lines().findFirst())
        .hasValue(
            "OK  mx.test:25  192.0.2.25  61 days left  root Test Root (bundled)" + "  name ok");
    assertThat(text(Results.ok("file:mx.pem")).lines().findFirst())
        .hasValue("OK  file:mx.pem  61 days left  root Test Root (bundled)  name not checked");
    assertThat(text(Results.warning("imaps://mx.test"))).startsWith("WARNING  mx.test:993  ");
  }

  @Test
  void theReasonsFollowEachALineWithItsRule() {
    assertThat(text(Results.failed("-")).lines().limit(3))
        .containsExactly(
            "FAILED  standard input  61 days left  root Test Root (bundled)  name not checked",
            "    failure [name] CN=mx.test: is not valid for other.test",
            "    info [pin] CN=mx.test: meets the pin x");
  }

  @Test
  void whatStoppedTheExchangeIsSaidWithTheStepAndAHint() {
    assertThat(text(Results.error("mx.test", Step.CONNECT, Category.NOT_REACHED)))
        .isEqualTo("ERROR  mx.test:25\n    connect: it broke; try again\n");
  }

  @Test
  void quietlyWhateverMakesTheExitCodeIsShownAndNothingElse() {
    TextReport quiet = new TextReport(DESCRIPTION, true);
    assertThat(quiet.add(Results.ok("mx.test"))).isEmpty();
    assertThat(quiet.add(Results.warning("mx.test"))).isNotEmpty();
    assertThat(quiet.add(Results.failed("mx.test"))).isNotEmpty();
    assertThat(quiet.add(Results.error("mx.test", Step.EHLO, Category.NO_TLS))).isNotEmpty();
  }

  @Test
  void whateverAServerSendsActsOnNoTerminal() {
    for (String text : HostileText.all()) {
      String shown = text(Results.hostile("file:\u001b[2J", text));
      assertThat(shown.replace("\n", ""))
          .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u200b-\\u200f\\u2028-\\u202e]");
      assertThat(shown.lines()).hasSize(6);
    }
  }

  private static String text(Result result) {
    return new String(new TextReport(DESCRIPTION, false).add(result), StandardCharsets.UTF_8);
  }
}
