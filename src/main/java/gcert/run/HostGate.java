package gcert.run;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Lets only so many tasks for one host run at once. The others wait in a queue, without a thread.
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
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
  }

  /**
   * Admits a task when its host has room: what is given back has to be run, by the caller, who is
   * on a worker already. Otherwise it runs on the executor, later.
   */
  Optional<Runnable> admit(String key, Runnable task) {
    synchronized (hosts) {
      Host host = hosts.computeIfAbsent(key, k -> new Host());
      if (host.running == perHost) {
        host.waiting.add(task);
        return Optional.empty();
      }
      host.running++;
    }
    return Optional.of(counted(key, task));
  }

  private Runnable counted(String key, Runnable task) {
    return () -> {
      try {
        task.run();
      } finally {
        next(key);
      }
    };
  }

  private void next(String key) {
    Runnable task;
    synchronized (hosts) {
      Host host = hosts.get(key);
      if (host == null) {
        return;
      }
      task = host.waiting.poll();
      if (task == null) {
        host.running--;
        if (host.running == 0) {
          hosts.remove(key);
        }
        return;
      }
    }
    executor.execute(counted(key, task));
  }
}
