package gcert.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Lets only so many tasks for one host run at once. The others wait without a thread, and go on in
 * the order of their turns: threads hand them in in any order, and whoever comes late by a
 * millisecond must not wait for all servers of the list that are silent.
 */
final class HostGate {
  private final Executor executor;
  private final int perHost;
  private final Map<String, Host> hosts = new HashMap<>();

  /** Tasks that had to wait run on {@code executor}; {@code perHost} at once for each host. */
  HostGate(Executor executor, int perHost) {
    this.executor = executor;
    this.perHost = perHost;
  }

  /** Forgotten as soon as nothing runs, so that the map is no larger than what is going on. */
  private static final class Host {
    private final Queue<Waiting> waiting = new PriorityQueue<>();
    private int running;
  }

  private record Waiting(long turn, Consumer<Runnable> task) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      return Long.compare(turn, other.turn);
    }
  }

  /**
   * Admits a task when its host has room: what is given back has to be run, by the caller, who is
   * on a worker already. Otherwise it runs on the executor, when its host has room and nobody with
   * an earlier turn waits for it.
   */
  Optional<Runnable> admit(String key, long turn, Runnable task) {
    return admitUntil(
        key,
        turn,
        leave -> {
          try {
            task.run();
          } finally {
            leave.run();
          }
        });
  }

  /**
   * The same for a task that goes on after it has returned.
   *
   * @param task is given what it has to run, once, at its end
   */
  Optional<Runnable> admitUntil(String key, long turn, Consumer<Runnable> task) {
    synchronized (hosts) {
      Host host = hosts.computeIfAbsent(key, k -> new Host());
      if (host.running == perHost) {
        host.waiting.add(new Waiting(turn, task));
        return Optional.empty();
      }
      host.running++;
    }
    return Optional.of(counted(key, task));
  }

  private Runnable counted(String key, Consumer<Runnable> task) {
    return () -> task.accept(() -> next(key));
  }

  private void next(String key) {
    Waiting first;
    synchronized (hosts) {
      Host host = hosts.get(key);
      if (host == null) {
        return;
      }
      first = host.waiting.poll();
      if (first == null) {
        host.running--;
        if (host.running == 0) {
          hosts.remove(key);
        }
        return;
      }
    }
    executor.execute(counted(key, first.task()));
  }
}
