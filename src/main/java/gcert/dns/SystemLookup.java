package gcert.dns;

import gcert.failure.Escaped;
import gcert.target.Host;
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
  public List<InetAddress> addresses(Host.Name name, Duration limit) throws LookupException {
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
      throw classify(name.text(), said(e));
    }
  }

  private static String said(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  /** Reads the words of getaddrinfo(3), which keeps no other record of why it failed. */
  private static LookupException classify(String name, String said) {
    String prefix = name + ": ";
    String words = said.startsWith(prefix) ? said.substring(prefix.length()) : said;
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("not known") || lower.contains("no such host") || words.equals(name)) {
      return new LookupException(LookupException.Reason.NO_SUCH_NAME, "the name does not exist");
    }
    if (lower.contains("no address associated")) {
      return new LookupException(LookupException.Reason.NO_RECORDS, "the name has no address");
    }
    if (lower.contains("temporary failure")) {
      return new LookupException(
          LookupException.Reason.SERVER_FAILURE,
          "the system's resolver says: " + Escaped.of(words, 120));
    }
    return new LookupException(
        LookupException.Reason.OTHER, "the system's resolver says: " + Escaped.of(words, 120));
  }
}
