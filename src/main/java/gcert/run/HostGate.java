package gcert.run;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Lets only so many tasks for one host run at once. The others wait in a queue, without a thread.
 */
final class HostGate {
  private final Executor executor;
  private final int perHost;
  private final Map<String, Host> hosts = new HashMap<>();

  /** Tasks run on {@code executor}, at most {@code perHost} at once for each host. */
  HostGate(Executor executor, int perHost) {
    this.executor = executor;
    this.perHost = perHost;
  }

  /** Forgotten as soon as nothing runs, so that the map is no larger than what is going on. */
  private static final class Host {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
  }

  /** Runs the task when its host has room. */
  void submit(String key, Runnable task) {
    synchronized (hosts) {
      Host host = hosts.computeIfAbsent(key, k -> new Host());
      if (host.running == perHost) {
        host.waiting.add(task);
        return;
      }
      host.running++;
    }
    start(key, task);
  }

  private void start(String key, Runnable task) {
    executor.execute(
        () -> {
          try {
            task.run();
          } finally {
            next(key);
          }
        });
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
    start(key, task);
  }
}
