package gcert.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import gcert.cli.message.Messages;
import gcert.cli.terminal.Session;
import gcert.cli.terminal.StandardOutput;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The entry point. */
public final class Main {
  /** As {@code ExitCode.BUG}, a class that may not be there to ask. */
  private static final int START_FAILED = 70;

  private Main() {}

  /** Runs gcert and ends the process with its exit code. */
  public static void main(String[] arguments) throws IOException {
    try {
      runAndEnd(arguments);
    } catch (OutOfMemoryError | LinkageError e) {
      // Not even the first classes could be loaded, as where the system gives too few threads.
      byte[] words = "gcert: cannot start: ".concat(e.toString()).concat("\n").getBytes(UTF_8);
      new FileOutputStream(FileDescriptor.err).write(words);
      Runtime.getRuntime().halt(START_FAILED);
    }
  }

  private static void runAndEnd(String... arguments) {
    int code =
        run(
            arguments,
            // JDK 17 asks a bare file for its length before it reads a part, and a pipe has none.
            new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.getenv(),
            Clock.systemUTC());
    end(code);
  }

  /**
   * Ends the process, unless a signal is ending it already: JDK 17 lets a second exit overtake the
   * first one at its last step, and 130 or 143 would be lost.
   */
  private static void end(int code) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread());
    } catch (IllegalStateException e) {
      while (true) {
        LockSupport.park();
      }
    }
    System.exit(code);
  }

  /**
   * Runs gcert inside a process that goes on.
   *
   * @param arguments the command line, without the program's name
   * @param in standard input
   * @param out standard output, unbuffered; not closed
   * @param err standard error; not closed
   * @param environment the environment variables
   * @param clock what time it is
   * @return the exit code; nothing is thrown
   */
  public static int run(
      String[] arguments,
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      Clock clock) {
    Session session =
        new Session(in, new StandardOutput(out), new Messages(err), environment, clock);
    return new CommandRunner(session).run(arguments);
  }
}
