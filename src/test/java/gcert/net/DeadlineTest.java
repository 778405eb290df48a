package gcert.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  // Near the overflow of the counter: differences still have to be right.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Ticker ticker = now::get;

  @Test
  void countsDownToZeroAndStaysThere() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(1), ticker);
    assertThat(deadline.millisLeft()).isEqualTo(1000);
    now.addAndGet(999_000_001L);
    assertThat(deadline.millisLeft()).as("rounded up").isEqualTo(1);
    assertThat(deadline.expired()).isFalse();
    now.addAndGet(999_999L);
    assertThat(deadline.millisLeft()).isZero();
    assertThat(deadline.expired()).isTrue();
    now.addAndGet(5_000_000_000L);
    assertThat(deadline.millisLeft()).isZero();
  }

  @Test
  void aLimitShortensButNeverExtends() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(3), ticker);
    assertThat(deadline.within(Duration.ofSeconds(2)).millisLeft()).isEqualTo(2000);
    assertThat(deadline.within(Duration.ofSeconds(9)).millisLeft()).isEqualTo(3000);
    assertThat(deadline.within(Duration.ofSeconds(2)).budget()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whatWasSpentBeforeIsNotLeftButStillBelongsToTheBudget() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(3), Duration.ofSeconds(1), ticker);
    assertThat(deadline.millisLeft()).isEqualTo(2000);
    assertThat(deadline.budget()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Deadline.after(Duration.ofSeconds(3), Duration.ofSeconds(4), ticker).expired())
        .isTrue();
  }

  @Test
  void anAbsurdBudgetIsMerelyLong() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), ticker);
    assertThat(deadline.expired()).isFalse();
    assertThat(deadline.millisLeft()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void spansAreSpokenShortly() {
    assertThat(Deadline.spoken(Duration.ofSeconds(30))).isEqualTo("30 s");
    assertThat(Deadline.spoken(Duration.ofMillis(1500))).isEqualTo("1.5 s");
    assertThat(Deadline.spoken(Duration.ofMillis(250))).isEqualTo("250 ms");
  }
}
