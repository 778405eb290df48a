package gcert.run;

import gcert.dns.LookupException;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sees to it that everything one target stands for is visited. */
final class Explorer<T> {
  private final Planner planner;
  private final Expansion expansion;
  private final Limits limits;
  private final Backoff backoff;
  private final Workers workers;
  private final Visits<T> visits;
  private final VisitHandler<T> work;
  private final Rescue<T> rescue;

  Explorer(
      VisitContext context,
      Expansion expansion,
      Limits limits,
      Backoff backoff,
      Workers workers,
      VisitHandler<T> work) {
    this.planner = new Planner(context, expansion, work::leftOut);
    this.expansion = expansion;
    this.limits = limits;
    this.backoff = backoff;
    this.workers = workers;
    this.work = work;
    this.rescue = new Rescue<>(work, context.clock());
    this.visits = new Visits<>(context, limits, backoff, workers, work, rescue);
  }

  /** The outcomes of a target, in the order of its endpoints, when all of them are there. */
  CompletableFuture<List<T>> explore(Target target) {
    CompletableFuture<List<T>> outcomes = new CompletableFuture<>();
    if (target instanceof FileTarget file) {
      workers.execute(
          () ->
              rescue.runAll(
                  file,
                  outcomes,
                  () -> outcomes.complete(List.of(rescue.outcome(work.read(file))))));
    } else if (target instanceof ServerTarget server) {
      if (planner.asks()) {
        workers.execute(() -> rescue.runAll(server, outcomes, () -> plan(server, 1, outcomes)));
      } else {
        visit(List.of(Planner.Endpoint.of(server)), outcomes);
      }
    }
    return outcomes;
  }

  private void plan(ServerTarget target, int attempt, CompletableFuture<List<T>> outcomes) {
    List<Planner.Endpoint> endpoints = planner.endpoints(target);
    if (attempt <= limits.retries() && endpoints.stream().anyMatch(Explorer::mayPass)) {
      workers.execute(
          () -> rescue.runAll(target, outcomes, () -> plan(target, attempt + 1, outcomes)),
          backoff.after(attempt));
      return;
    }
    visit(endpoints, outcomes);
  }

  private void visit(List<Planner.Endpoint> endpoints, CompletableFuture<List<T>> outcomes) {
    List<CompletableFuture<T>> parts = new ArrayList<>();
    for (Planner.Endpoint endpoint : endpoints) {
      int samples = endpoint.failure().isPresent() ? 1 : expansion.samples();
      for (int sample = 0; sample < samples; sample++) {
        Duration delay = expansion.pause().multipliedBy(sample);
        parts.add(visits.start(endpoint, delay));
      }
    }
    var unused =
        CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
            .whenComplete(
                (nothing, bug) -> {
                  if (bug != null) {
                    outcomes.completeExceptionally(bug);
                  } else {
                    outcomes.complete(parts.stream().map(CompletableFuture::join).toList());
                  }
                });
  }

  private static boolean mayPass(Planner.Endpoint endpoint) {
    return endpoint.failure().map(LookupException::reason).filter(Visits::mayPass).isPresent();
  }
}
