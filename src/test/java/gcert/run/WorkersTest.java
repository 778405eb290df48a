package gcert.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  private static final int JOBS = 2;
  private static final Duration SILENCE = Duration.ofMillis(50);

  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void silentServersAtTheHeadDoNotHoldUpTheRest() throws Exception {
    try (Workers workers = new Workers(JOBS, 100, SILENCE)) {
      meetSilentServers(workers);
      workers.execute(answered::countDown);

      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      end.countDown();
    }
  }

  @Test
  void thereAreNeverMoreThanJobsAndSpareOnes() throws Exception {
    try (Workers workers = new Workers(JOBS, 3, SILENCE)) {
      meetSilentServers(workers);
      workers.execute(answered::countDown);

      assertThat(answered.await(1, TimeUnit.SECONDS)).isFalse();
      assertThat(begun).hasValueLessThanOrEqualTo(JOBS + 3);
    } finally {
      end.countDown();
    }
  }

  @Test
  void whoAsksForSoManyAtOnceGetsNoMore() throws Exception {
    try (Workers workers = new Workers(JOBS, 0, SILENCE)) {
      meetSilentServers(workers);

      assertThat(answered.await(1, TimeUnit.SECONDS)).isFalse();
      assertThat(begun).hasValue(JOBS);
    } finally {
      end.countDown();
    }
  }

  private void meetSilentServers(Workers workers) {
    for (int i = 0; i < 40; i++) {
      workers.execute(this::silent);
    }
  }

  private void silent() {
    begun.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
