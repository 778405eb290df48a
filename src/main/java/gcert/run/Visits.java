package gcert.run;

import gcert.dns.LookupException;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.tls.Visit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Visits endpoints: the look-up first, then the exchange when the address has room, and again later
 * when a failure may pass.
 */
final class Visits<T> {
  private final VisitContext context;
  private final Limits limits;
  private final Backoff backoff;
  private final Workers workers;
  private final HostGate gate;
  private final VisitHandler<T> work;
  private final Optional<Visitor> visitor;
  private final Rescue<T> rescue;
  private final AtomicLong turns = new AtomicLong();

  Visits(
      VisitContext context,
      Limits limits,
      Backoff backoff,
      Workers workers,
      VisitHandler<T> work,
      Rescue<T> rescue) {
    this.context = context;
    this.limits = limits;
    this.backoff = backoff;
    this.workers = workers;
    this.gate = new HostGate(workers, limits.perHost());
    this.work = work;
    this.visitor = work.visitor();
    this.rescue = rescue;
  }

  /** The outcome of visiting an endpoint, once the delay is over. */
  CompletableFuture<T> start(Planner.Endpoint endpoint, Duration delay) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Attempt attempt = new Attempt(endpoint, 1, outcome);
    workers.execute(attempt, delay);
    return outcome;
  }

  /** Whether another try may have an answer. */
  static boolean mayPass(LookupException.Reason reason) {
    return reason == LookupException.Reason.SERVER_FAILURE
        || reason == LookupException.Reason.TIMED_OUT;
  }

  /** What a look-up came to: addresses, or the reason why there are none. */
  private record Answer(
      List<InetAddress> addresses, Optional<LookupException> failure, Optional<Duration> took) {}

  /** One try. */
  private final class Attempt implements Runnable {
    private final Planner.Endpoint endpoint;
    private final int number;
    private final CompletableFuture<T> outcome;
    private final long turn = turns.getAndIncrement();

    Attempt(Planner.Endpoint endpoint, int number, CompletableFuture<T> outcome) {
      this.endpoint = endpoint;
      this.number = number;
      this.outcome = outcome;
    }

    @Override
    public void run() {
      rescue.run(endpoint.server(), outcome, this::lookUp);
    }

    private void lookUp() {
      if (number == 1 && endpoint.failure().isEmpty()) {
        work.before(endpoint.server());
      }
      Answer answer = addresses();
      if (answer.failure().isPresent()) {
        LookupException failure = answer.failure().get();
        settle(failed(failure), mayPass(failure.reason()));
        return;
      }
      String key =
          answer.addresses().isEmpty()
              ? endpoint.server().host().text()
              : answer.addresses().get(0).getHostAddress();
      // On this worker if there is room: behind the look-ups of thousands of others it would wait
      // for all of them.
      Optional<Runnable> admitted =
          visitor.isPresent()
              ? gate.admitUntil(key, turn, leave -> visit(visitor.get(), answer, leave))
              : gate.admit(
                  key, turn, () -> rescue.run(endpoint.server(), outcome, () -> visit(answer)));
      admitted.ifPresent(Runnable::run);
    }

    private void visit(Visitor other, Answer answer, Runnable leave) {
      Duration spent = spentBefore().plus(answer.took().orElse(Duration.ZERO));
      other.visit(
          endpoint.server(),
          answer.addresses(),
          spent,
          seen -> {
            leave.run();
            rescue.run(
                endpoint.server(),
                outcome,
                () -> settle(withLookup(seen, answer.took()), mayPass(seen)));
          });
    }

    /** None, without a failure, where finding them is left to a proxy. */
    private Answer addresses() {
      if (endpoint.failure().isPresent()) {
        return new Answer(List.of(), endpoint.failure(), Optional.empty());
      }
      if (endpoint.address().isPresent()) {
        return new Answer(List.of(endpoint.address().get()), Optional.empty(), Optional.empty());
      }
      if (endpoint.server().host() instanceof Host.Address literal) {
        return new Answer(List.of(literal.address()), Optional.empty(), Optional.empty());
      }
      if (context.settings().dial().proxy().isPresent()) {
        return new Answer(List.of(), Optional.empty(), Optional.empty());
      }
      long begin = context.ticker().nanos();
      try {
        List<InetAddress> found =
            context
                .addresses()
                .addresses(
                    new Host.Name(endpoint.server().host().text()),
                    context.left(spentBefore()),
                    context.log(endpoint.server()));
        return new Answer(found, Optional.empty(), Optional.of(context.since(begin)));
      } catch (LookupException e) {
        return new Answer(List.of(), Optional.of(e), Optional.empty());
      }
    }

    /** The look-ups that led to the endpoint are not made again for another try. */
    private Duration spentBefore() {
      return number == 1 ? endpoint.spent() : Duration.ZERO;
    }

    private void visit(Answer answer) {
      if (work.connectsAgain()) {
        Observation seen;
        try (Visit visit = open(answer)) {
          seen = visit.observation();
        }
        settle(withLookup(seen, answer.took()), mayPass(seen));
        return;
      }
      try (Visit visit = open(answer)) {
        Observation seen = visit.observation();
        // Settled before the farewell, which waits for the server.
        settle(withLookup(seen, answer.took()), mayPass(seen));
      }
    }

    private Visit open(Answer answer) {
      ServerTarget server = endpoint.server();
      Inspector inspector =
          new Inspector(
              answer.addresses().isEmpty()
                  ? context.addresses()
                  : (name, limit, log) -> answer.addresses(),
              context.tls(),
              context.ticker(),
              context.clock(),
              context.logs());
      Duration spent = spentBefore().plus(answer.took().orElse(Duration.ZERO));
      return inspector.visit(server, endpoint.address(), context.settings(), spent);
    }

    private void settle(Observation observation, boolean mayPass) {
      if (mayPass && number <= limits.retries()) {
        workers.execute(new Attempt(endpoint, number + 1, outcome), backoff.after(number));
      } else {
        outcome.complete(rescue.outcome(observation));
      }
    }

    private Observation failed(LookupException e) {
      return Observation.without(endpoint.server(), context.clock().instant(), e.failure());
    }
  }

  private static boolean mayPass(Observation seen) {
    if (seen.failure().isEmpty() || !seen.chain().isEmpty()) {
      return false;
    }
    Failure failure = seen.failure().get();
    return failure.category() == Category.TEMPORARY
        || failure.category() == Category.NOT_REACHED
        // A silent server is busy as often as it is broken.
        || failure.what().startsWith("timed out");
  }

  private static Observation withLookup(Observation seen, Optional<Duration> took) {
    if (took.isEmpty()) {
      return seen;
    }
    Timing timing = seen.timing();
    return seen.with(
        new Timing(
            took, timing.connect(), timing.greeting(), timing.starttls(), timing.handshake()));
  }
}
