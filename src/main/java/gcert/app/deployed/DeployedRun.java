package gcert.app.deployed;

import gcert.deployment.Deployment;
import gcert.deployment.DeploymentJudge;
import gcert.deployment.Endpoint;
import gcert.run.Together;
import gcert.run.VisitContext;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.Visit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Looks at every port of every address, and again at those that do not show the files yet, until
 * all do or the time is up.
 */
public final class DeployedRun {
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final VisitContext context;
  private final Pause pause;
  private final Inspector inspector;

  /** Lets time pass. */
  public interface Pause {
    /** Waits, no longer than this. */
    void of(Duration span) throws InterruptedException;
  }

  /** Makes one. */
  public DeployedRun(VisitContext context, Pause pause) {
    this.context = context;
    this.pause = pause;
    this.inspector = context.inspector();
  }

  /** Looks, and waits as long as the request has it. */
  public Deployment look(DeployedRequest request) {
    DeploymentJudge judge = new DeploymentJudge(request.files());
    long begin = context.ticker().nanos();
    Map<Places.Place, Endpoint> found = new LinkedHashMap<>();
    List<Places.Place> due = new Places(context).of(request.doors());
    for (int round = 1; ; round++) {
      visit(due, judge, found);
      Deployment seen =
          Deployment.of(request.files(), List.copyOf(found.values()), context.clock().instant());
      due = again(found, seen, round);
      if (due.isEmpty() || request.within().isEmpty() || !waits(request.within().get(), begin)) {
        return seen;
      }
    }
  }

  /**
   * The places to look at again: those that do not show the files, and once those at which nothing
   * listened, since a server that is just being started anew looks like that.
   */
  private static List<Places.Place> again(
      Map<Places.Place, Endpoint> found, Deployment seen, int round) {
    List<Places.Place> due = new ArrayList<>();
    found.forEach(
        (place, endpoint) -> {
          boolean closed = endpoint.state() == Endpoint.State.CLOSED;
          if (place.failed().isPresent()) {
            return;
          }
          if (closed ? round == 1 || !seen.isDone() : endpoint.state() != Endpoint.State.SAME) {
            due.add(place);
          }
        });
    return due;
  }

  /** Waits for the next round; false when the time is up. */
  private boolean waits(Duration within, long begin) {
    Duration left = within.minus(Duration.ofNanos(context.ticker().nanos() - begin));
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    try {
      pause.of(left.compareTo(BETWEEN) < 0 ? left : BETWEEN);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void visit(
      List<Places.Place> due, DeploymentJudge judge, Map<Places.Place, Endpoint> found) {
    List<Callable<Endpoint>> visits = new ArrayList<>();
    for (Places.Place place : due) {
      visits.add(() -> judge.judge(place.address(), observe(place), !place.door().named()));
    }
    List<Endpoint> seen = Together.all("gcert-deployed", visits);
    for (int i = 0; i < seen.size(); i++) {
      found.put(due.get(i), seen.get(i));
    }
  }

  private Observation observe(Places.Place place) {
    if (place.failed().isPresent()) {
      return place.failed().get();
    }
    Optional<InetAddress> address = place.address();
    try (Visit visit =
        inspector.visit(place.door().target(), address, context.settings(), Duration.ZERO)) {
      return visit.observation();
    }
  }
}
