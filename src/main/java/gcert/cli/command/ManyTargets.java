package gcert.cli.command;

import gcert.app.Examiner;
import gcert.app.LocalFaultException;
import gcert.app.ResultRun;
import gcert.app.bulk.AssessmentRun;
import gcert.app.bulk.EarlierRun;
import gcert.app.bulk.EmptyListException;
import gcert.app.bulk.Progress;
import gcert.app.bulk.ResumeFile;
import gcert.app.bulk.Rotations;
import gcert.app.bulk.RunConsumer;
import gcert.app.bulk.TargetList;
import gcert.app.bulk.TargetRun;
import gcert.app.bulk.TargetSource;
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
import gcert.run.Discovery;
import gcert.run.Expansion;
import gcert.run.Limits;
import gcert.run.VisitContext;
import gcert.run.VisitHandler;
import gcert.target.Target;
import gcert.target.TargetLines;
import gcert.target.TargetParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The targets named and those of {@code --input}, and the options about how they are gone through:
 * opens the list, shows how far the run has got, and ends it when it is interrupted.
 */
final class ManyTargets {
  private static final long LAST_WORDS_SECONDS = 5;
  private static final String STANDARD_INPUT = "-";

  /** The largest list that is counted ahead, in octets. */
  private static final long COUNTED_UP_TO = 256L * 1024 * 1024;

  private final Session session;
  private final TargetRun.Request request;
  private final TargetSource.Admission admission;
  private final TargetParser parser;
  private final Optional<String> list;
  private final Optional<Path> resume;
  private final ResumeFile.Family family;
  private final boolean quiet;

  private ManyTargets(
      OptionValues values,
      Session session,
      TargetRun.Request request,
      TargetSource.Admission admission,
      Optional<Path> resume,
      ResumeFile.Family family)
      throws UsageException {
    this.family = family;
    this.session = session;
    this.request = request;
    this.admission = admission;
    this.parser = TargetOptions.parser(values);
    this.list = values.get(BulkOptions.INPUT);
    this.resume = resume;
    this.quiet = values.get(OutputOptions.QUIET);
  }

  /**
   * Reads the options of a command that has no {@code --resume}.
   *
   * @param context with what servers are visited
   * @param admission which targets there may be
   */
  static ManyTargets read(
      OptionValues values, Session session, VisitContext context, TargetSource.Admission admission)
      throws UsageException {
    return read(
        values,
        session,
        request(values, context, BulkOptions.readLimits(values)),
        admission,
        Optional.empty(),
        ResumeFile.Family.RESULTS);
  }

  /** The same for a command of which one visit opens all the connections of {@code --per-host}. */
  static ManyTargets readOnePerHost(
      OptionValues values, Session session, VisitContext context, TargetSource.Admission admission)
      throws UsageException {
    return read(
        values,
        session,
        request(values, context, BulkOptions.readLimits(values).oneVisitPerHost()),
        admission,
        Optional.empty(),
        ResumeFile.Family.RESULTS);
  }

  private static TargetRun.Request request(OptionValues values, VisitContext context, Limits limits)
      throws UsageException {
    return new TargetRun.Request(context, BulkOptions.readExpansion(values), limits);
  }

  /** Reads the options of a command that can go on with an earlier run. */
  static ManyTargets readResumable(
      OptionValues values, Session session, VisitContext context, TargetSource.Admission admission)
      throws UsageException {
    return readResumable(values, session, context, admission, ResumeFile.Family.RESULTS);
  }

  /** The same for a command whose lines are of a family of their own. */
  static ManyTargets readResumable(
      OptionValues values,
      Session session,
      VisitContext context,
      TargetSource.Admission admission,
      ResumeFile.Family family)
      throws UsageException {
    return read(
        values,
        session,
        request(values, context, BulkOptions.readLimits(values)),
        admission,
        values.get(BulkOptions.RESUME),
        family);
  }

  private static ManyTargets read(
      OptionValues values,
      Session session,
      TargetRun.Request request,
      TargetSource.Admission admission,
      Optional<Path> resume,
      ResumeFile.Family family)
      throws UsageException {
    Optional<String> list = values.get(BulkOptions.INPUT);
    if (list.isPresent() && !isPath(list.get())) {
      throw values.wrong(BulkOptions.INPUT, list.get(), "is not a path on this system");
    }
    return new ManyTargets(values, session, request, admission, resume, family);
  }

  private static boolean isPath(String text) {
    try {
      Path unused = Path.of(text);
      return true;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Judges them all, save those that an earlier run has done by the file of {@code --resume}.
   *
   * @param named the targets of the command line
   * @param results what is made of the results
   * @param rotations whether the hosts of each target are judged together
   * @return the exit code
   */
  int assess(List<Target> named, Examiner examiner, ResultRun results, Rotations rotations)
      throws LocalFaultException {
    EarlierRun earlier = earlier();
    results.output().count(earlier.worst());
    AssessmentRun run = new AssessmentRun(examiner, results, rotations, session.messages());
    return run(named, earlier, run::work, run);
  }

  /** The same, each host for itself. */
  int assess(List<Target> named, Examiner examiner, ResultRun results) throws LocalFaultException {
    return assess(named, examiner, results, Rotations.NONE);
  }

  private EarlierRun earlier() throws LocalFaultException {
    if (resume.isEmpty()) {
      return EarlierRun.none();
    }
    try {
      return new ResumeFile(resume.get(), family, session.messages())
          .read(request.expansion().multiplies());
    } catch (LocalFaultException e) {
      throw new LocalFaultException("--resume: " + e.getMessage(), e);
    }
  }

  /**
   * Visits them all.
   *
   * @param named the targets of the command line
   * @param earlier what is done already, and skipped
   * @param work makes the work, which counts its visits in the progress that is given
   * @param taker takes the outcomes on the calling thread, in the order of the list
   * @return what the taker made of the end
   * @throws LocalFaultException when the list cannot be read, and when the taker throws it
   */
  <T> int run(
      List<Target> named,
      EarlierRun earlier,
      Function<Progress, VisitHandler<T>> work,
      RunConsumer<T> taker)
      throws LocalFaultException {
    if (list.isEmpty()) {
      return run(new TargetSource(named, Optional.empty(), earlier, admission), "", work, taker);
    }
    String name =
        list.get().equals(STANDARD_INPUT) ? "standard input" : Messages.printable(list.get());
    try (InputStream in = open(list.get())) {
      OptionalLong size = size(list.get());
      TargetList lines =
          new TargetList(name, new TargetLines(in, parser), size, () -> count(list.get(), size));
      TargetSource source = new TargetSource(named, Optional.of(lines), earlier, admission);
      return run(source, name, work, taker);
    } catch (UncheckedIOException e) {
      throw fault(name, IoFault.describe(cause(e)), cause(e));
    } catch (IOException e) {
      throw fault(name, IoFault.describe(e), e);
    }
  }

  private <T> int run(
      TargetSource source,
      String name,
      Function<Progress, VisitHandler<T>> work,
      RunConsumer<T> taker)
      throws LocalFaultException {
    ProgressLine progress =
        Terminal.showsMessages() && !quiet
            ? ProgressLine.on(session.messages(), Terminal::columns, visits(request.expansion()))
            : ProgressLine.hidden(session.messages());
    TargetRun<T> run = new TargetRun<>(request, work.apply(progress), progress);
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook = new Thread(() -> interrupt(run, finished), "gcert-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run.run(source, taker);
    } catch (EmptyListException e) {
      throw fault(name, String.valueOf(e.getMessage()), e);
    } finally {
      finished.countDown();
      unhook(hook);
    }
  }

  /** Ctrl-C or SIGTERM: the JVM ends with 130 or 143 when this returns. */
  private static void interrupt(TargetRun<?> run, CountDownLatch finished) {
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

  private InputStream open(String name) throws IOException {
    return name.equals(STANDARD_INPUT) ? session.in() : UserFile.open(Path.of(name));
  }

  private static OptionalLong size(String name) throws IOException {
    return !name.equals(STANDARD_INPUT) && Files.isRegularFile(Path.of(name))
        ? OptionalLong.of(Files.size(Path.of(name)))
        : OptionalLong.empty();
  }

  /** How many targets a list has that can be read twice, in next to no time. */
  private static OptionalLong count(String name, OptionalLong size) {
    if (size.isEmpty() || size.getAsLong() > COUNTED_UP_TO) {
      return OptionalLong.empty();
    }
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return OptionalLong.of(TargetLines.count(in));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** How many visits each target leads to; empty when only looking up tells. */
  private static OptionalInt visits(Expansion expansion) {
    return expansion.discovery() == Discovery.HOST && !expansion.allAddresses()
        ? OptionalInt.of(expansion.samples())
        : OptionalInt.empty();
  }

  private static IOException cause(UncheckedIOException e) {
    return e.getCause() == null ? new IOException(e) : e.getCause();
  }

  private static LocalFaultException fault(String name, String what, Exception cause) {
    return new LocalFaultException("--input: " + name + ": " + what, cause);
  }
}
