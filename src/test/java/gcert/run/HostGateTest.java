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
      submit(gate, "a", i, () -> {});
    }

    assertThat(started).hasSize(2);
  }

  @Test
  void aBusyHostDoesNotHoldUpAnother() {
    HostGate gate = new HostGate(started::add, 1);

    submit(gate, "a", 1, () -> {});
    submit(gate, "a", 2, () -> {});
    submit(gate, "b", 3, () -> {});

    assertThat(started).hasSize(2);
  }

  @Test
  void aTaskThatThrowsMakesRoomForTheNext() {
    HostGate gate = new HostGate(started::add, 1);
    submit(
        gate,
        "a",
        1,
        () -> {
          throw new IllegalStateException("a fault");
        });
    submit(gate, "a", 2, () -> {});

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> started.remove().run()))
        .isNotNull();

    assertThat(started).hasSize(1);
  }

  @Test
  void whoeverIsHandedInLateHasItsTurnAllTheSame() {
    HostGate gate = new HostGate(started::add, 1);
    List<Integer> ran = new ArrayList<>();
    for (int turn : List.of(1, 4, 3, 5, 2)) {
      submit(gate, "a", turn, () -> ran.add(turn));
    }
    while (!started.isEmpty()) {
      started.remove().run();
    }

    assertThat(ran).containsExactly(1, 2, 3, 4, 5);
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
      submit(gate, "host" + number % 3, number, () -> ran.add(number));
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

  private void submit(HostGate gate, String host, long turn, Runnable task) {
    gate.admit(host, turn, task).ifPresent(started::add);
  }
}
