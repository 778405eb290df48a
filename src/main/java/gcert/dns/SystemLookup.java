package gcert.dns;

import gcert.failure.IoFault;
import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The system's resolver: the hosts file, then what the system is configured for.
 *
 * <p>The call into the system has no time-out and cannot be interrupted, so it runs on a daemon
 * thread of its own. One that hangs is left behind when its time is up; it ends when the system's
 * own time-outs (usually 5 s a server and attempt) are over, and never holds up the end of the
 * process.
 */
public final class SystemLookup implements AddressLookup {

  /** The call into the system, behind an interface for tests. */
  interface Resolver {
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  private final Resolver resolver;

  /** The resolver of this system. */
  public SystemLookup() {
    this(InetAddress::getAllByName);
  }

  SystemLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public List<InetAddress> addresses(Host.Name name, Duration limit, ExchangeLog log)
      throws LookupException {
    log.note("asking the system's resolver for " + name.text());
    try {
      List<InetAddress> found = resolve(name, limit);
      if (log.listening()) {
        log.note(LookupNotes.of(name.text(), found));
      }
      return found;
    } catch (LookupException e) {
      log.note(name.text() + ": " + e.getMessage());
      throw e;
    }
  }

  private List<InetAddress> resolve(Host.Name name, Duration limit) throws LookupException {
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> resolver.resolve(name.text()));
    Thread thread = new Thread(task, "gcert-lookup");
    thread.setDaemon(true);
    thread.start();
    try {
      return List.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new LookupException(
          LookupException.Reason.TIMED_OUT, "the system's resolver gave no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LookupException(LookupException.Reason.OTHER, "interrupted");
    } catch (ExecutionException e) {
      throw classify(said(e));
    }
  }

  private static String said(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  /** The reason, read from the words of getaddrinfo(3), which keeps no other record of it. */
  private static LookupException classify(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    String message = IoFault.ofResolver(said);
    LookupException.Reason reason =
        switch (message) {
          case "the name does not exist" -> LookupException.Reason.NO_SUCH_NAME;
          case "the name has no address" -> LookupException.Reason.NO_RECORDS;
          default ->
              lower.contains("temporary failure")
                  ? LookupException.Reason.SERVER_FAILURE
                  : LookupException.Reason.OTHER;
        };
    return new LookupException(reason, message);
  }
}
