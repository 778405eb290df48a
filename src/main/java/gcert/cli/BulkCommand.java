package gcert.cli;

import gcert.failure.IoFault;
import gcert.report.Result;
import gcert.run.BulkRun;
import gcert.run.Entry;
import gcert.run.Expansion;
import gcert.run.Means;
import gcert.run.Sink;
import gcert.run.Work;
import gcert.target.FileTarget;
import gcert.target.Target;
import gcert.target.TargetLines;
import gcert.tls.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs {@code fetch} or {@code check} over many targets. */
final class BulkCommand {
  private static final long LAST_WORDS_SECONDS = 5;
  private static final String STANDARD_INPUT = "-";

  private final OptionValues values;
  private final Session session;
  private final Assessor assessor;
  private final Means means;
  private final Outlet outlet;
  private final Rotations rotations;

  /** Whether the hosts of each target are judged together, and in which form. */
  enum Rotations {
    NONE,
    TEXT,
    JSON
  }

  BulkCommand(
      OptionValues values,
      Session session,
      Means means,
      Assessor assessor,
      Outlet outlet,
      Rotations rotations) {
    this.values = values;
    this.session = session;
    this.means = means;
    this.assessor = assessor;
    this.outlet = outlet;
    this.rotations = rotations;
  }

  /**
   * Visits the targets named and those of {@code --input}.
   *
   * @param files whether files are targets
   * @return the exit code
   */
  int run(List<Target> named, boolean files) throws UsageException, LocalFaultException {
    Expansion expansion = BulkOptions.readExpansion(values);
    Set<String> done = done(expansion);
    Optional<String> list = values.text("--input");
    if (list.isEmpty()) {
      return run(
          new TargetSource(named, Optional.empty(), "", done, files),
          expansion,
          OptionalLong.empty());
    }
    String name = list.get().equals(STANDARD_INPUT) ? "standard input" : list.get();
    try (InputStream in = open(list.get())) {
      TargetLines lines = new TargetLines(in, TargetOptions.parser(values));
      TargetSource source =
          new TargetSource(named, Optional.of(lines), Messages.printable(name), done, files);
      return run(source, expansion, size(list.get()));
    } catch (UncheckedIOException e) {
      throw listFault(name, e.getCause() == null ? new IOException(e) : e.getCause());
    } catch (IOException e) {
      throw listFault(name, e);
    } catch (InvalidPathException e) {
      throw values.wrong("--input", list.get(), "is not a path on this system");
    }
  }

  private int run(TargetSource source, Expansion expansion, OptionalLong listSize)
      throws UsageException, LocalFaultException {
    ProgressLine progress = new ProgressLine(session.messages(), source, listSize);
    BulkRun<Delivery> run =
        new BulkRun<>(
            means,
            expansion,
            BulkOptions.readLimits(values),
            new SplittableRandom(),
            new Preparation(progress));
    if (Terminal.showsMessages() && !values.flag("--quiet")) {
      progress.start();
    }
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook = new Thread(() -> interrupt(run, finished), "gcert-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Taker taker = new Taker();
      boolean whole = run.run(source, taker);
      progress.stop();
      return whole ? finish(source) : interrupted(taker);
    } finally {
      progress.stop();
      finished.countDown();
      unhook(hook);
    }
  }

  private int finish(TargetSource source) throws LocalFaultException {
    if (source.skipped() > 0) {
      session.messages().skipped(source.skipped());
    }
    return outlet.finish();
  }

  /** The file of {@code --output} stays as it was: half a list is not what was asked for. */
  private int interrupted(Taker taker) {
    session.messages().interrupted(taker.entries, taker.bad);
    return outlet.code();
  }

  /** Ctrl-C or SIGTERM: the JVM ends with 130 or 143 when this returns. */
  private static void interrupt(BulkRun<Delivery> run, CountDownLatch finished) {
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

  private Set<String> done(Expansion expansion) throws UsageException, LocalFaultException {
    Optional<Path> file = BulkOptions.readResume(values);
    return file.isEmpty()
        ? Set.of()
        : new ResumeFile(file.get(), session.messages()).targets(expansion.multiplies());
  }

  private InputStream open(String list) throws IOException {
    return list.equals(STANDARD_INPUT) ? session.in() : Files.newInputStream(Path.of(list));
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

  /** What the workers do: judge, and prepare what will be printed. */
  private final class Preparation implements Work<Delivery> {
    private final ProgressLine progress;

    Preparation(ProgressLine progress) {
      this.progress = progress;
    }

    @Override
    public Delivery outcome(Observation observation) {
      Result result = assessor.judge(observation);
      progress.count(result.holds());
      try {
        return Delivery.of(result, outlet, session, rotations != Rotations.NONE);
      } catch (LocalFaultException e) {
        throw new IllegalStateException("preparing in memory does not fail", e);
      }
    }

    /** One at a time: a password may be asked for, and standard input can be read once. */
    @Override
    public synchronized Observation read(FileTarget file) {
      return assessor.read(file);
    }

    @Override
    public int size(Delivery delivery) {
      return delivery.size();
    }
  }

  /** Prints what was prepared, in the order of the targets. */
  private final class Taker implements Sink<Delivery, LocalFaultException> {
    private long entries;
    private long bad;

    @Override
    public void accept(Entry entry, List<Delivery> deliveries) throws LocalFaultException {
      entries++;
      if (entry instanceof Entry.Bad fault) {
        bad++;
        session.messages().badEntry(fault.complaint());
        outlet.count(ExitCode.LOCAL_FAULT);
        return;
      }
      int worst = ExitCode.OK;
      for (Delivery delivery : deliveries) {
        worst = ExitCode.worse(worst, delivery.code());
        session.messages().prepared(delivery.said());
        if (delivery.whole().isPresent()) {
          outlet.accept(delivery.whole().get());
        } else {
          outlet.count(delivery.code());
          outlet.print(delivery.block().getBytes(StandardCharsets.UTF_8));
        }
      }
      if (worst != ExitCode.OK) {
        bad++;
      }
      if (rotations != Rotations.NONE) {
        RotationLines lines =
            RotationLines.of(deliveries, rotations == Rotations.JSON, assessor.at());
        outlet.print(lines.block().getBytes(StandardCharsets.UTF_8));
        outlet.count(lines.code());
      }
    }

    @Override
    public void broken(Entry entry, Throwable bug) {
      entries++;
      bad++;
      session.messages().bug(bug);
      outlet.count(ExitCode.BUG);
    }
  }
}
