package gcert.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGateTest {
  private final Queue<Runnable> started = new ArrayDeque<>();

  @Test
  void aHostGetsNoMoreTasksAtOnceThanItsShare() {
    HostGate gate = new HostGate(started::add, 2);

    for (int i = 0; i < 5; i++) {
      gate.submit("a", () -> {});
    }

    assertThat(started).hasSize(2);
  }

  @Test
  void aBusyHostDoesNotHoldUpAnother() {
    HostGate gate = new HostGate(started::add, 1);

    gate.submit("a", () -> {});
    gate.submit("a", () -> {});
    gate.submit("b", () -> {});

    assertThat(started).hasSize(2);
  }

  @Test
  void aTaskThatThrowsMakesRoomForTheNext() {
    HostGate gate = new HostGate(started::add, 1);
    gate.submit(
        "a",
        () -> {
          throw new IllegalStateException("a fault");
        });
    gate.submit("a", () -> {});

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> started.remove().run()))
        .isNotNull();

    assertThat(started).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyTaskRunsOnceAndInTheOrderOfItsHost(long seed) {
    Random random = new Random(seed);
    HostGate gate = new HostGate(started::add, 1);
    List<Integer> ran = new ArrayList<>();
    int tasks = 200;
    for (int i = 0; i < tasks; i++) {
      int number = i;
      gate.submit("host" + number % 3, () -> ran.add(number));
      if (random.nextBoolean() && !started.isEmpty()) {
        started.remove().run();
      }
    }
    while (!started.isEmpty()) {
      started.remove().run();
    }

    assertThat(ran).hasSize(tasks).doesNotHaveDuplicates();
    for (int host = 0; host < 3; host++) {
      int wanted = host;
      assertThat(ran.stream().filter(n -> n % 3 == wanted)).isSorted();
    }
  }
}
