package gcert.failure;

import java.util.Optional;

/**
 * Turns whatever was thrown where nothing should be into the failure of the one target that was
 * being worked on, so that the others are reported all the same.
 */
public final class InternalFault {
  private static final int LONGEST = 300;

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
    if (thrown instanceof OutOfMemoryError lack) {
      return isWithoutThreads(lack)
          ? local(
              "the system gives no more threads",
              "see 'ulimit -u' and the limits of the service or container")
          : local(
              "not enough memory: " + words(lack),
              "raise the limit of the service or container, or that of Java (JAVA_OPTS=-Xmx1g)");
    }
    return new Failure(
        Step.PROCESSING,
        Category.BUG,
        "internal error: " + words(thrown),
        Optional.of("this is a bug, please report it with the output of --debug"));
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
