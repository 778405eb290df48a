package gcert.bench;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks one after the other, in several rounds, and prints the {@link Table}.
 *
 * <p>A machine is now busy and now idle: JMH's own forks of one benchmark follow each other and
 * would share a busy minute. In rounds everything that is compared is measured in turn, each time
 * by a JVM of its own.
 */
public final class Rounds {
  private Rounds() {}

  /**
   * Runs them.
   *
   * @param arguments the number of rounds, or {@code once} to call each benchmark a single time
   * @throws RunnerException when a benchmark fails
   */
  public static void main(String[] arguments) throws RunnerException {
    if (arguments[0].equals("once")) {
      System.out.println(once().size() + " benchmarks run");
      return;
    }
    int rounds = Integer.parseInt(arguments[0]);
    Table table = new Table();
    for (int round = 1; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds);
      new Runner(measured().build()).run().forEach(table::add);
    }
    System.out.print(table);
  }

  /**
   * Each call is timed by itself, so that what interrupts a few of them leaves the median alone.
   */
  private static ChainedOptionsBuilder measured() {
    return quiet()
        .mode(Mode.SampleTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(2)
        .measurementTime(TimeValue.seconds(1));
  }

  private static Collection<RunResult> once() throws RunnerException {
    return new Runner(
            quiet()
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .build())
        .run();
  }

  private static ChainedOptionsBuilder quiet() {
    return new OptionsBuilder().shouldFailOnError(true).verbosity(VerboseMode.SILENT);
  }
}
