package gcert.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.dns.MailLookup;
import gcert.dns.SystemLookup;
import gcert.net.Ticker;
import gcert.target.FileTarget;
import gcert.tls.ExchangeSettings;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BulkRunTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch othersDone = new CountDownLatch(2);
  private final List<String> taken = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  @Test
  void aRunThatReachesTheEndOfItsListSaysSo() {
    release.countDown();

    assertThat(run().run(entries("a", "slow", "b"), sink(() -> {}))).isTrue();
    assertThat(taken).containsExactly("a", "slow", "b");
  }

  @Test
  void aRunThatIsStoppedHandsOnWhatIsDoneAndIsNotWhole() {
    BulkRun<String> run = run();

    boolean whole =
        run.run(
            entries("a", "slow", "b"),
            sink(
                () -> {
                  await(othersDone);
                  run.stop();
                }));
    release.countDown();

    assertThat(whole).isFalse();
    assertThat(taken).startsWith("a").doesNotContain("slow");
  }

  @Test
  void aFaultInTheProgramCostsOneTargetAndNotTheRun() {
    release.countDown();

    assertThat(run().run(entries("a", "bug", "b"), sink(() -> {}))).isTrue();
    assertThat(taken)
        .containsExactly(
            "a", "bug: internal error: java.lang.IllegalStateException: bug\\x1b", "b");
  }

  @Test
  void anOutcomeThatCannotBeMadeBecomesTheFailureOfItsTarget() {
    release.countDown();

    assertThat(run().run(entries("a", "odd", "b"), sink(() -> {}))).isTrue();
    assertThat(taken)
        .containsExactly("a", "odd: internal error: java.lang.IllegalArgumentException: odd", "b");
  }

  @Test
  void aLackOfMemoryIsTheFailureOfItsTargetAndNoBug() {
    release.countDown();

    assertThat(run().run(entries("a", "large", "threads", "b"), sink(() -> {}))).isTrue();
    assertThat(taken)
        .containsExactly(
            "a",
            "large: not enough memory: Java heap space",
            "threads: the system allows no more threads",
            "b");
  }

  @Test
  void whereNotEvenTheFailureCanBeMadeAnOutcomeTheOthersStillHaveTheirs() {
    release.countDown();

    assertThat(run().run(entries("a", "hopeless", "b"), sink(() -> {}))).isTrue();
    assertThat(taken).containsExactly("a", "b");
    assertThat(broken).containsExactly("hopeless");
  }

  @Test
  void aListThatCannotBeReadToItsEndForLackOfMemoryIsNotTakenForAWholeOne() {
    release.countDown();
    Iterator<TargetEntry> entries =
        new Iterator<>() {
          private final Iterator<TargetEntry> first = entries("a");

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public TargetEntry next() {
            if (first.hasNext()) {
              return first.next();
            }
            throw new OutOfMemoryError("unable to create native thread");
          }
        };

    assertThatThrownBy(() -> run().run(entries, sink(() -> {})))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(taken).containsExactly("a");
  }

  private BulkRun<String> run() {
    VisitContext context =
        new VisitContext(
            new SystemLookup(),
            MailLookup::ofSystem,
            () -> new TlsClient(TlsSettings.defaults()),
            ExchangeSettings.defaults(),
            Ticker.system(),
            Clock.systemUTC(),
            Optional.empty());
    return new BulkRun<>(
        context, Expansion.none(), Limits.strict(3, 2, 0), new SplittableRandom(1), new Reading());
  }

  private static Iterator<TargetEntry> entries(String... names) {
    return Stream.of(names)
        .<TargetEntry>map(name -> new TargetEntry.Wanted(new FileTarget(name, Optional.empty())))
        .iterator();
  }

  private OutcomeSink<String, RuntimeException> sink(Runnable first) {
    return new OutcomeSink<>() {
      @Override
      public void accept(TargetEntry entry, List<String> outcomes) {
        if (taken.isEmpty()) {
          first.run();
        }
        taken.addAll(outcomes);
      }

      @Override
      public void broken(TargetEntry entry, Throwable bug) {
        broken.add(bug.getMessage());
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads nothing: the file's name is the outcome, and {@code slow} waits to be released. */
  private final class Reading implements VisitHandler<String> {
    @Override
    public Observation read(FileTarget file) {
      switch (file.text()) {
        case "bug" -> throw new IllegalStateException("bug\u001b");
        case "large" -> throw new OutOfMemoryError("Java heap space");
        case "threads" -> throw new OutOfMemoryError("unable to create native thread: at its end");
        default -> {}
      }
      if (file.text().equals("slow")) {
        BulkRunTest.await(release);
      } else {
        othersDone.countDown();
      }
      return new Observation(
          file,
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Timing.none(),
          Optional.empty());
    }

    @Override
    public String outcome(Observation observation) {
      String name = observation.target().text();
      if (name.equals("hopeless") || (name.equals("odd") && observation.failure().isEmpty())) {
        throw new IllegalArgumentException(name);
      }
      return name + observation.failure().map(failure -> ": " + failure.what()).orElse("");
    }

    @Override
    public int size(String outcome) {
      return outcome.length();
    }
  }
}
