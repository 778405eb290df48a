package gcert.failure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever was thrown where nothing should be into the failure of the one target that was
 * being worked on, so that the others are still reported. The log has the stack trace.
 */
public final class InternalFault {
  private static final int LONGEST = 300;
  private static final int DEEPEST = 20;

  private InternalFault() {}

  /**
   * The failure that a throwable stands for.
   *
   * <p>A lack of threads or memory is a fault of the surroundings ({@link Category#LOCAL}),
   * everything else a bug ({@link Category#BUG}).
   *
   * @param thrown what was thrown; its text is escaped and cut
   */
  public static Failure of(Throwable thrown) {
    Optional<OutOfMemoryError> lack = lack(thrown);
    if (lack.isPresent()) {
      return isWithoutThreads(lack.get())
          ? local(
              "the system allows no more threads",
              "see 'ulimit -u' and the limits of the service or container")
          : local(
              "not enough memory: " + words(lack.get()),
              "raise the limit of the service or container, or that of Java"
                  + " (GCERT_JAVA_OPTS=-Xmx2g)");
    }
    log(thrown);
    return new Failure(
        Step.PROCESSING,
        Category.BUG,
        "internal error: " + words(thrown),
        Optional.of("this is a bug, please report it with the output of --debug"));
  }

  /** What a class could not be loaded for, too, may be a lack of threads. */
  private static Optional<OutOfMemoryError> lack(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      if (cause instanceof OutOfMemoryError found) {
        return Optional.of(found);
      }
      // This is how the JVM names the cause of an earlier attempt to load a class.
      String said = String.valueOf(cause.getMessage());
      if (cause instanceof LinkageError && said.contains("OutOfMemoryError")) {
        return Optional.of(new OutOfMemoryError(said));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static void log(Throwable thrown) {
    Logger log = LoggerFactory.getLogger(InternalFault.class);
    if (log.isDebugEnabled()) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(line -> log.debug("{}", line.strip()));
    }
  }

  /** Whether it is memory for a thread that is missing: the JVM's words are the same everywhere. */
  private static boolean isWithoutThreads(OutOfMemoryError lack) {
    return String.valueOf(lack.getMessage()).contains("native thread");
  }

  private static Failure local(String what, String hint) {
    return new Failure(Step.PROCESSING, Category.LOCAL, what, Optional.of(hint));
  }

  /** A bug that cannot even be described is still told. */
  private static String words(Throwable thrown) {
    try {
      return Escaped.of(
          thrown instanceof OutOfMemoryError
              ? String.valueOf(thrown.getMessage())
              : thrown.toString(),
          LONGEST);
    } catch (RuntimeException | StackOverflowError e) {
      return thrown.getClass().getName();
    }
  }
}
