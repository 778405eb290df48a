package gcert.dns;

import gcert.failure.Escaped;
import gcert.target.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * Recursive name servers, one of which has to answer. Neither the hosts file nor a cache has a say.
 *
 * <p>Questions go out by UDP, and by TCP when an answer is cut short (RFC 7766), so that no answer
 * is larger than 64 KiB. A chain of aliases is followed for at most 16 steps. Safe for use by many
 * threads.
 */
final class NameServers {
  /**
   * A datagram may get lost; each question is sent as often as this before it counts as silence.
   */
  private static final int TRIES = 3;

  private final List<InetSocketAddress> servers;

  NameServers(List<InetSocketAddress> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Those that the system is configured for. */
  static NameServers ofSystem() {
    return new NameServers(ResolverConfig.getCurrentConfig().servers());
  }

  /** A question that is on its way. */
  final class Question {
    private final Future<LookupResult> answer;
    private final long end;
    private final String wanted;

    private Question(Future<LookupResult> answer, long end, String wanted) {
      this.answer = answer;
      this.end = end;
      this.wanted = wanted;
    }

    /** Waits for the records; at least one. */
    List<Record> await() throws LookupException {
      try {
        long left = Math.max(end - System.nanoTime(), 0);
        List<Record> records = answer.get(left, TimeUnit.NANOSECONDS).getRecords();
        if (records.isEmpty()) {
          // An answer in order that holds nothing is no failure to dnsjava, and no record either.
          throw none(wanted);
        }
        return records;
      } catch (TimeoutException e) {
        answer.cancel(true);
        throw timedOut();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LookupException(LookupException.Reason.OTHER, "interrupted");
      } catch (ExecutionException e) {
        throw classify(rootOf(e), wanted);
      }
    }
  }

  /**
   * Asks, without waiting for the answer.
   *
   * @param type the type of record, a constant of {@link org.xbill.DNS.Type}
   * @param wanted what the records are, for messages: {@code address}
   * @param limit the longest wait for the answer
   */
  Question ask(Name name, int type, String wanted, Duration limit) {
    List<Resolver> each = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      SimpleResolver one = new SimpleResolver(server);
      one.setTimeout(limit.dividedBy((long) TRIES * servers.size()));
      each.add(one);
    }
    ExtendedResolver resolver = new ExtendedResolver(each);
    resolver.setRetries(TRIES);
    resolver.setTimeout(limit);
    LookupSession session = LookupSession.builder().resolver(resolver).maxRedirects(16).build();
    long end = System.nanoTime() + limit.toNanos();
    return new Question(
        session.lookupAsync(name, type, DClass.IN).toCompletableFuture(), end, wanted);
  }

  private LookupException classify(Throwable cause, String wanted) {
    if (cause instanceof NoSuchDomainException) {
      return new LookupException(
          LookupException.Reason.NO_SUCH_NAME,
          "the name does not exist (NXDOMAIN from " + shown() + ")");
    }
    if (cause instanceof NoSuchRRSetException) {
      return none(wanted);
    }
    if (cause instanceof ServerFailedException) {
      return new LookupException(
          LookupException.Reason.SERVER_FAILURE,
          "the name server " + shown() + " could not answer (SERVFAIL)");
    }
    if (cause instanceof RedirectOverflowException || cause instanceof RedirectLoopException) {
      return new LookupException(
          LookupException.Reason.OTHER, "the name's aliases (CNAME) lead nowhere");
    }
    if (cause instanceof IOException && cause.getMessage() == null) {
      // So does dnsjava say that the datagram came back: nobody listens there.
      return new LookupException(
          LookupException.Reason.OTHER, "the name server " + shown() + " cannot be reached");
    }
    String said = String.valueOf(cause.getMessage());
    if (cause instanceof LookupFailedException && said.contains("REFUSED")) {
      return new LookupException(
          LookupException.Reason.SERVER_FAILURE,
          "the name server " + shown() + " refuses to answer (REFUSED)");
    }
    if (cause instanceof IOException && said.contains("imed out")) {
      return timedOut();
    }
    return new LookupException(
        LookupException.Reason.OTHER, "the name server " + shown() + ": " + Escaped.of(said, 120));
  }

  private LookupException none(String wanted) {
    return new LookupException(
        LookupException.Reason.NO_RECORDS,
        "the name has no " + wanted + " (answer of " + shown() + ")");
  }

  private LookupException timedOut() {
    return new LookupException(
        LookupException.Reason.TIMED_OUT, "the name server " + shown() + " gave no answer in time");
  }

  private String shown() {
    List<String> all = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      String address = Host.Address.of(server.getAddress()).text();
      boolean usual = server.getPort() == SimpleResolver.DEFAULT_PORT;
      String host = !usual && address.indexOf(':') >= 0 ? "[" + address + "]" : address;
      all.add(usual ? host : host + ":" + server.getPort());
    }
    return String.join(" or ", all);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable at = e;
    Throwable cause = at.getCause();
    while ((at instanceof ExecutionException || at instanceof CompletionException)
        && cause != null) {
      at = cause;
      cause = at.getCause();
    }
    return at;
  }
}
