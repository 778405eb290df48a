package gcert.cli.message;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.app.bulk.EarlierRun;
import gcert.app.bulk.TargetList;
import gcert.app.bulk.TargetSource;
import gcert.target.Target;
import gcert.target.TargetLines;
import gcert.target.TargetParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the line of progress says, and how much there is to do by its account. */
class ProgressLineTest {
  private static final TargetParser PARSER = new TargetParser(OptionalInt.empty());
  private static final String LIST =
      "\ufeffa.test\n# a comment\n\n  b.test # another\n\tnot a target\n \nc.test";

  @Test
  void saysHowManyAreDoneOfHowMany() {
    assertThat(ProgressLine.text(12, OptionalLong.of(500), 2, 1.5, 0.024))
        .isEqualTo("12 of 500 done, 8/s, 2 failed, about 61 s left");
  }

  @Test
  void saysHowManyAreDoneWhereNobodyKnowsOfHowMany() {
    assertThat(ProgressLine.text(12, OptionalLong.empty(), 0, 1.5, 0))
        .isEqualTo("12 done, 8/s, 0 failed");
  }

  @Test
  void neverSaysMoreThanAll() {
    assertThat(ProgressLine.text(12, OptionalLong.of(11), 0, 2, 0)).startsWith("12 done");
  }

  @Test
  void countsTheLinesThatTheReaderOfListsReads() throws IOException {
    int read = 0;
    for (TargetLines lines = new TargetLines(list(), PARSER); lines.hasNext(); lines.next()) {
      read++;
    }
    assertThat(TargetLines.count(list())).isEqualTo(read).isEqualTo(4);
  }

  @Test
  void countsTheTargetsNamedAndThoseOfTheListThatAreVisited() throws Exception {
    TargetSource source = source(() -> OptionalLong.of(4), PARSER.parse("named.test"));
    assertThat(source.targets()).hasValue(5);

    source.forEachRemaining(entry -> {});

    // One line was no target.
    assertThat(source.targets()).hasValue(4);
  }

  @Test
  void knowsOfNoTotalWhereTheListIsReadOnce() {
    assertThat(source(OptionalLong::empty).targets()).isEmpty();
  }

  private static TargetSource source(
      java.util.function.Supplier<OptionalLong> count, Target... named) {
    TargetList list =
        new TargetList("list", new TargetLines(list(), PARSER), OptionalLong.empty(), count);
    return new TargetSource(
        List.of(named), Optional.of(list), EarlierRun.none(), TargetSource.Admission.all());
  }

  private static InputStream list() {
    return new ByteArrayInputStream(LIST.getBytes(StandardCharsets.UTF_8));
  }
}
