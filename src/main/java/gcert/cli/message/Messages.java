package gcert.cli.message;

import gcert.app.FileOutcome;
import gcert.app.LocalFaultException;
import gcert.app.bulk.ResumeAdvice;
import gcert.app.bulk.RunNotices;
import gcert.app.watch.WatchNotices;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.Observation;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.watch.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that gcert says to a person, on standard error.
 *
 * <p>One message is one line: {@code gcert: }, then where it happened, at which step, what
 * happened, and after a semicolon what to try. No capital, no full stop, no control character
 * whatever the server sent. Safe for use by several threads: lines are never interleaved.
 */
public final class Messages implements WatchNotices {
  private final OutputStream err;
  private boolean quiet;
  private boolean debug;
  private boolean statusShown;

  public Messages(OutputStream err) {
    this.err = err;
  }

  /**
   * Sets how much is said.
   *
   * @param quiet whether nothing but failures is said
   * @param debug whether stack traces are printed beside failures
   */
  public void configure(boolean quiet, boolean debug) {
    this.quiet = quiet;
    this.debug = debug;
  }

  /** The help, when it was not asked for. */
  public void help(String usage) {
    print(usage);
  }

  @Override
  public void failed(Observation observation, Failure failure) {
    line(
        where(observation)
            + failure.step().label()
            + ": "
            + failure.what()
            + failure.hint().map(hint -> "; " + hint).orElse(""));
  }

  @Override
  public void failedAfterCertificate(Observation observation, Failure failure) {
    failed(
        observation,
        failure.hint().isPresent()
            ? failure
            : new Failure(
                failure.step(),
                failure.category(),
                failure.what(),
                Optional.of("the server presented a certificate; use --insecure to print it")));
  }

  @Override
  public void clientCertificateWanted(Observation observation) {
    note(observation, "note: the server asks for a client certificate");
  }

  @Override
  public void weakSession(Observation observation, List<String> weaknesses) {
    note(observation, "warning: the TLS session is weak: " + String.join(", ", weaknesses));
  }

  @Override
  public void noVerifiedPath(Observation observation) {
    note(observation, "certificate check: there is no verified path; try --chain");
  }

  private void note(Observation observation, String note) {
    if (!quiet) {
      line(where(observation) + note);
    }
  }

  @Override
  public void withheld(Observation observation, Verdict verdict) {
    line(
        where(observation)
            + "certificate check: "
            + gravest(verdict)
            + "; use --insecure to print it anyway");
  }

  @Override
  public void judgedBad(Observation observation, Verdict verdict) {
    line(where(observation) + "certificate check: " + gravest(verdict));
  }

  @Override
  public void printedAnyway(Observation observation, Verdict verdict) {
    if (!quiet) {
      line(where(observation) + "warning: certificate check: " + gravest(verdict));
    }
  }

  @Override
  public void printedUnproven(Observation observation, Failure failure) {
    if (!quiet) {
      line(
          where(observation)
              + "warning: "
              + failure.step().label()
              + ": "
              + failure.what()
              + ", so it has not proven that it holds the private key");
    }
  }

  @Override
  public void output(Path file, FileOutcome outcome) {
    output(file.toString(), outcome.words());
  }

  /** What became of an output file, in words. */
  public void output(String file, String outcome) {
    if (!quiet) {
      line(printable(file) + ": " + outcome);
    }
  }

  @Override
  public void pinsLeft(Path file, String why) {
    line(printable(file.toString()) + ": not changed: " + printable(why));
  }

  @Override
  public void waiting(Path folder) {
    if (!quiet) {
      line(printable(folder.toString()) + ": waiting for another gcert watch that uses this state");
    }
  }

  @Override
  public void mended(Path file, String what) {
    line(printable(file.toString()) + ": repaired: " + what);
  }

  @Override
  public void commandSaid(String output) {
    output.lines().forEach(said -> line("--exec: " + printable(said)));
  }

  @Override
  public void commandFailed(Event event, String command, String why) {
    line(
        event.place().hostAndPort()
            + ": "
            + event.kind().word()
            + ": "
            + printable(command)
            + " "
            + why
            + "; the next run tries it again");
  }

  /** A line of the log, which is escaped and begins with its own mark. */
  public synchronized void logged(String text) {
    print(text + "\n");
  }

  /** A download that failed. */
  public void download(String url, String why) {
    line(
        printable(url)
            + ": "
            + printable(why)
            + "; download it elsewhere and pass it with --from FILE");
  }

  /** Which set of roots a list shows. */
  public void rootSet(String summary) {
    if (!quiet) {
      line(printable(summary));
    }
  }

  @Override
  public void leftOut(ServerTarget target, String what) {
    if (!quiet) {
      line("warning: " + target.hostAndPort() + ": " + what);
    }
  }

  @Override
  public void skipped(long count) {
    if (!quiet) {
      line("skipped " + count + (count == 1 ? " target" : " targets") + " done by an earlier run");
    }
  }

  @Override
  public void interrupted(long done, long bad, ResumeAdvice continuation) {
    line(
        "interrupted after "
            + done
            + (done == 1 ? " target" : " targets")
            + " ("
            + bad
            + " with problems); "
            + advice(continuation));
  }

  private static String advice(ResumeAdvice continuation) {
    return switch (continuation) {
      case RESUME -> "with --format json, rerun with --resume FILE to continue";
      case REPEAT -> "run it again for the remaining targets";
      case SAVED -> "what was seen has been saved";
    };
  }

  /** What was not taken of a set of roots, of which the rest is of use. */
  public void passedOver(String what) {
    line("warning: --roots: " + what + "; skipped");
  }

  @Override
  public void badEntry(String complaint) {
    line(complaint);
  }

  @Override
  public RunNotices.Held hold() {
    ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
    Messages messages = new Messages(elsewhere);
    messages.configure(quiet, debug);
    return new Held() {
      @Override
      public Messages notices() {
        return messages;
      }

      @Override
      public String text() {
        return elsewhere.toString(StandardCharsets.UTF_8);
      }
    };
  }

  @Override
  public synchronized void release(String held) {
    if (!held.isEmpty()) {
      print(held);
    }
  }

  /** Shows a line that the next one overwrites; an empty text erases it. */
  public synchronized void status(String text) {
    if (!text.isEmpty() || statusShown) {
      statusShown = false;
      print("\r" + text + "\u001b[K");
      statusShown = !text.isEmpty();
    }
  }

  /** A target of which nothing could be found out. */
  public void lookupFailed(ServerTarget target, Failure failure) {
    line(
        target.hostAndPort()
            + ": "
            + failure.step().label()
            + ": "
            + failure.what()
            + failure.hint().map(hint -> "; " + hint).orElse(""));
  }

  /** A mail host that a certificate is not for, while it is for others of the domain. */
  public void notCovered(String host) {
    if (!quiet) {
      line(host + ": not looked at: the certificate is not for this mail host");
    }
  }

  /** A command line that cannot be carried out. */
  public void usage(String what) {
    line(what);
  }

  @Override
  public void fault(LocalFaultException fault) {
    line(String.valueOf(fault.getMessage()));
    trace(fault);
  }

  @Override
  public void bug(String target, Throwable bug) {
    line(
        printable(target)
            + ": internal error: "
            + printable(bug.toString())
            + "; this is a bug, please report it with the output of --debug");
    trace(bug);
  }

  /** A bug: the one case in which the user is asked for help. */
  public void bug(Throwable bug) {
    line(
        "internal error: "
            + printable(bug.toString())
            + "; this is a bug, please report it with the output of --debug");
    trace(bug);
  }

  /** The form in which text of unknown origin is shown: nothing in it can act on a terminal. */
  public static String printable(String text) {
    return Escaped.of(text);
  }

  private static String gravest(Verdict verdict) {
    List<Finding> failures =
        verdict.findings().stream().filter(f -> f.severity() == Severity.FAILURE).toList();
    int others = failures.size() - 1;
    return failures.get(0).message()
        + (others == 0 ? "" : " (and " + others + " more: see gcert check)");
  }

  private static String where(Observation observation) {
    return place(observation.target())
        + observation.addressText().map(address -> " (" + address + ")").orElse("")
        + ": ";
  }

  private static String place(Target target) {
    return target instanceof ServerTarget server
        ? server.hostAndPort()
        : printable(target.text().equals("-") ? "standard input" : target.text());
  }

  private synchronized void line(String text) {
    print("gcert: " + text + "\n");
  }

  private synchronized void trace(Throwable cause) {
    if (debug) {
      StringWriter trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace));
      print(trace.toString());
    }
  }

  private void print(String text) {
    if (statusShown) {
      statusShown = false;
      print("\r\u001b[K");
    }
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // Nobody is left to tell.
    }
  }
}
