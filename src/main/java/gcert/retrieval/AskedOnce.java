package gcert.retrieval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Answers to questions, each asked once however many threads want to know: the first one asks, the
 * others wait for it. So many are kept, and the oldest is forgotten first. Safe for use by several
 * threads.
 *
 * @param <Q> a question, compared by {@code equals}
 * @param <A> an answer
 */
public final class AskedOnce<Q, A> {
  private final int most;
  private final Map<Q, FutureTask<A>> known = new LinkedHashMap<>();

  /**
   * Makes one that knows no answer.
   *
   * @param most how many answers are kept
   */
  public AskedOnce(int most) {
    this.most = most;
  }

  /**
   * The answer to a question.
   *
   * @param asking asks it, if nobody has
   * @throws IllegalStateException when asking throws, or the thread is interrupted while another
   *     one asks
   */
  public A answer(Q question, Callable<A> asking) {
    FutureTask<A> task;
    synchronized (known) {
      task = known.computeIfAbsent(question, unused -> new FutureTask<>(asking));
      if (known.size() > most) {
        known.remove(known.keySet().iterator().next());
      }
    }
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
