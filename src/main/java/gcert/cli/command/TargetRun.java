package gcert.cli.command;

import gcert.app.EarlierRun;
import gcert.app.LocalFaultException;
import gcert.app.TargetSource;
import gcert.cli.message.Messages;
import gcert.cli.message.ProgressLine;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.terminal.Session;
import gcert.cli.terminal.Terminal;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.run.BulkRun;
import gcert.run.Entry;
import gcert.run.Expansion;
import gcert.run.Means;
import gcert.run.Sink;
import gcert.run.Work;
import gcert.target.Target;
import gcert.target.TargetLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Goes through the targets named and those of {@code --input}: opens the list, shows how far it has
 * got, and hands on what is done when it is interrupted.
 */
public final class TargetRun {
  private static final long LAST_WORDS_SECONDS = 5;
  private static final String STANDARD_INPUT = "-";

  private final OptionValues values;
  private final Session session;
  private final Means means;
  private final TargetSource.Admission admission;

  /**
   * Makes one.
   *
   * @param means with what servers are visited
   * @param admission which targets there may be
   */
  public TargetRun(
      OptionValues values, Session session, Means means, TargetSource.Admission admission) {
    this.values = values;
    this.session = session;
    this.means = means;
    this.admission = admission;
  }

  /**
   * How a run ended.
   *
   * @param whole whether the end of the list was reached; false when the run was interrupted
   * @param skipped how many targets were passed over as done already
   */
  public record Ending(boolean whole, long skipped) {}

  /** What is done with outcomes, and what is said at the end, for which an interruption waits. */
  public interface Taker<T> extends Sink<T, LocalFaultException> {

    /** Called once, after the last outcome, on the same thread. */
    int end(Ending ending) throws LocalFaultException;
  }

  /**
   * Visits them all.
   *
   * @param named the targets of the command line
   * @param earlier what is done already, and passed over
   * @param work makes the work, which counts its visits in the line that is given
   * @param taker takes the outcomes on the calling thread, in the order of the list
   * @return what the taker made of the end
   * @throws LocalFaultException when the list cannot be read, and when the taker throws it
   */
  public <T> int run(
      List<Target> named, EarlierRun earlier, Function<ProgressLine, Work<T>> work, Taker<T> taker)
      throws UsageException, LocalFaultException {
    Optional<String> list = values.get(BulkOptions.INPUT);
    if (list.isEmpty()) {
      TargetSource source = new TargetSource(named, Optional.empty(), "", earlier, admission);
      return run(source, OptionalLong.empty(), work, taker);
    }
    String name = list.get().equals(STANDARD_INPUT) ? "standard input" : list.get();
    try (InputStream in = open(list.get())) {
      TargetLines lines = new TargetLines(in, TargetOptions.parser(values));
      TargetSource source =
          new TargetSource(named, Optional.of(lines), Messages.printable(name), earlier, admission);
      return run(source, size(list.get()), work, taker);
    } catch (UncheckedIOException e) {
      throw listFault(name, e.getCause() == null ? new IOException(e) : e.getCause());
    } catch (IOException e) {
      throw listFault(name, e);
    } catch (InvalidPathException e) {
      throw values.wrong(BulkOptions.INPUT, list.get(), "is not a path on this system");
    }
  }

  private <T> int run(
      TargetSource source,
      OptionalLong listSize,
      Function<ProgressLine, Work<T>> work,
      Taker<T> taker)
      throws UsageException, LocalFaultException {
    Expansion expansion = BulkOptions.readExpansion(values);
    ProgressLine progress = new ProgressLine(session.messages(), source, listSize);
    BulkRun<T> run =
        new BulkRun<>(
            means,
            expansion,
            BulkOptions.readLimits(values),
            new SplittableRandom(),
            work.apply(progress));
    if (Terminal.showsMessages() && !values.get(OutputOptions.QUIET)) {
      progress.start();
    }
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook = new Thread(() -> interrupt(run, finished), "gcert-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      boolean whole = run.run(source, taker);
      progress.stop();
      if (whole && source.read() + source.skipped() == 0) {
        // Nothing was looked at, which must not pass for good news.
        throw new LocalFaultException("--input: " + source.listName() + ": no target in it");
      }
      return taker.end(new Ending(whole, source.skipped()));
    } finally {
      progress.stop();
      finished.countDown();
      unhook(hook);
    }
  }

  /** What messages call an entry. */
  static String name(Entry entry) {
    return entry instanceof Entry.Wanted wanted ? wanted.target().text() : "the list";
  }

  /** Ctrl-C or SIGTERM: the JVM ends with 130 or 143 when this returns. */
  private static void interrupt(BulkRun<?> run, CountDownLatch finished) {
    run.stop();
    try {
      boolean unused = finished.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void unhook(Thread hook) {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and this is the hook's doing.
      return;
    }
  }

  private InputStream open(String list) throws IOException {
    return list.equals(STANDARD_INPUT) ? session.in() : UserFile.open(Path.of(list));
  }

  private static OptionalLong size(String list) throws IOException {
    return !list.equals(STANDARD_INPUT) && Files.isRegularFile(Path.of(list))
        ? OptionalLong.of(Files.size(Path.of(list)))
        : OptionalLong.empty();
  }

  private static LocalFaultException listFault(String name, IOException e) {
    return new LocalFaultException(
        "--input: " + Messages.printable(name) + ": " + IoFault.describe(e), e);
  }
}
