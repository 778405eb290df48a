package gcert.app.bulk;

import gcert.app.LocalFaultException;
import gcert.run.BulkRun;
import gcert.run.Expansion;
import gcert.run.Limits;
import gcert.run.TargetEntry;
import gcert.run.VisitContext;
import gcert.run.VisitHandler;
import java.util.SplittableRandom;

/**
 * Goes through the targets of a source, many at a time. Used once.
 *
 * @param <T> what comes of a visit
 */
public final class TargetRun<T> {
  private final BulkRun<T> run;
  private final Progress progress;

  /**
   * Prepares a run.
   *
   * @param request how servers are visited, what each target stands for, and how many at once
   * @param work what is done with what was seen
   * @param progress follows the run
   */
  public TargetRun(Request request, VisitHandler<T> work, Progress progress) {
    this.progress = progress;
    this.run =
        new BulkRun<>(
            request.context(), request.expansion(), request.limits(), new SplittableRandom(), work);
  }

  /**
   * What is asked of a run.
   *
   * @param context with what servers are found and visited
   * @param expansion what each target stands for
   * @param limits how many are worked on at once
   */
  public record Request(VisitContext context, Expansion expansion, Limits limits) {}

  /**
   * Visits them all.
   *
   * @param taker takes the outcomes on the calling thread, in the order of the list
   * @return what the taker made of the end
   * @throws EmptyListException when the source had no entry at all
   * @throws LocalFaultException when the taker throws it
   * @throws java.io.UncheckedIOException when the list cannot be read
   */
  public int run(TargetSource source, RunConsumer<T> taker)
      throws LocalFaultException, EmptyListException {
    progress.begin(source);
    try {
      boolean whole = run.run(source, taker);
      progress.end();
      if (whole && source.entries() + source.skipped() == 0) {
        throw new EmptyListException();
      }
      return taker.end(new RunConsumer.Ending(whole, source.skipped()));
    } finally {
      progress.end();
    }
  }

  /** Ends the run soon. May be called by any thread. */
  public void stop() {
    run.stop();
  }

  /** What messages call an entry. */
  public static String name(TargetEntry entry) {
    return entry instanceof TargetEntry.Wanted wanted ? wanted.target().text() : "the list";
  }
}
