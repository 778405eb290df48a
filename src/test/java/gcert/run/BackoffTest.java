package gcert.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "100, 60"})
  void theWaitDoublesUpToAMinuteAndIsNeverShorterThanHalfOfThat(int failures, long seconds) {
    Backoff backoff = new Backoff(new SplittableRandom(7));
    for (int i = 0; i < 1000; i++) {
      assertThat(backoff.after(failures))
          .isBetween(Duration.ofMillis(seconds * 500), Duration.ofSeconds(seconds));
    }
  }
}
