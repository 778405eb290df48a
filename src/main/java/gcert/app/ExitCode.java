package gcert.app;

import java.util.List;

/** The exit codes that scripts rely on, in one place. */
public final class ExitCode {
  /** All targets are OK. */
  public static final int OK = 0;

  /** A certificate was obtained and judged bad. */
  public static final int BAD_CERTIFICATE = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** OK, but expires within the threshold. */
  public static final int EXPIRES_SOON = 6;

  /** A comparison found a difference. */
  public static final int DIFFERS = 7;

  /** A local fault: output not writable, roots file unreadable, state damaged. */
  public static final int LOCAL_FAULT = 8;

  /** A bug in gcert. */
  public static final int BUG = 70;

  private static final List<Integer> WORST_FIRST =
      List.of(BUG, LOCAL_FAULT, BAD_CERTIFICATE, 5, 4, 3, 75, DIFFERS, EXPIRES_SOON, OK);

  private ExitCode() {}

  /** Whether it is one of the codes, that of a usage error aside. */
  public static boolean isKnown(int code) {
    return WORST_FIRST.contains(code);
  }

  /** The worse of two codes, for runs over several targets. */
  public static int worse(int one, int other) {
    return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
  }
}
