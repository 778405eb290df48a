package gcert.dns;

import gcert.failure.Escaped;
import gcert.target.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * Asks one name server, and it alone: neither the hosts file nor a cache has a say.
 *
 * <p>The questions go out by UDP, and by TCP when an answer is cut short (RFC 7766). A and AAAA are
 * asked at the same time, and a chain of aliases is followed for at most 16 steps.
 */
public final class DnsLookup implements AddressLookup {
  /**
   * A datagram may get lost; each question is sent as often as this before it counts as silence.
   */
  private static final int TRIES = 3;

  private final InetSocketAddress server;

  /** Asks the server at an address, usually on port 53. */
  public DnsLookup(InetSocketAddress server) {
    this.server = server;
  }

  @Override
  public List<InetAddress> addresses(Host.Name name, Duration limit) throws LookupException {
    Name asked = absolute(name);
    SimpleResolver once = new SimpleResolver(server);
    once.setTimeout(limit.dividedBy(TRIES));
    ExtendedResolver resolver = new ExtendedResolver(List.of(once));
    resolver.setRetries(TRIES);
    resolver.setTimeout(limit);
    LookupSession session = LookupSession.builder().resolver(resolver).maxRedirects(16).build();
    long end = System.nanoTime() + limit.toNanos();
    CompletionStage<LookupResult> six = session.lookupAsync(asked, Type.AAAA, DClass.IN);
    CompletionStage<LookupResult> four = session.lookupAsync(asked, Type.A, DClass.IN);
    List<InetAddress> found = new ArrayList<>();
    List<LookupException> failed = new ArrayList<>();
    collect(six, end, found, failed);
    collect(four, end, found, failed);
    if (found.isEmpty()) {
      throw gravest(failed);
    }
    return found;
  }

  private static Name absolute(Host.Name name) throws LookupException {
    try {
      return Name.fromString(name.text() + ".");
    } catch (TextParseException e) {
      throw new LookupException(
          LookupException.Reason.OTHER, "the name cannot be asked for: " + e.getMessage());
    }
  }

  private void collect(
      CompletionStage<LookupResult> stage,
      long end,
      List<InetAddress> found,
      List<LookupException> failed) {
    Future<LookupResult> answer = stage.toCompletableFuture();
    try {
      LookupResult result = answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      for (Record record : result.getRecords()) {
        if (record instanceof AAAARecord six) {
          found.add(six.getAddress());
        } else if (record instanceof ARecord four) {
          found.add(four.getAddress());
        }
      }
    } catch (TimeoutException e) {
      answer.cancel(true);
      failed.add(timedOut());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed.add(new LookupException(LookupException.Reason.OTHER, "interrupted"));
    } catch (ExecutionException e) {
      failed.add(classify(rootOf(e)));
    }
  }

  private LookupException classify(Throwable cause) {
    if (cause instanceof NoSuchDomainException) {
      return new LookupException(
          LookupException.Reason.NO_SUCH_NAME,
          "the name does not exist (NXDOMAIN from " + shown() + ")");
    }
    if (cause instanceof NoSuchRRSetException) {
      return noAddress();
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

  private LookupException noAddress() {
    return new LookupException(
        LookupException.Reason.NO_RECORDS, "the name has no address (answer of " + shown() + ")");
  }

  private LookupException timedOut() {
    return new LookupException(
        LookupException.Reason.TIMED_OUT, "the name server " + shown() + " gave no answer in time");
  }

  private String shown() {
    String address = server.getAddress().getHostAddress();
    if (server.getPort() == SimpleResolver.DEFAULT_PORT) {
      return address;
    }
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + server.getPort();
  }

  /** Of two failures the one that says more: that there are no AAAA records is the common case. */
  private LookupException gravest(List<LookupException> failed) {
    for (LookupException e : failed) {
      if (e.reason() != LookupException.Reason.NO_RECORDS) {
        return e;
      }
    }
    // An answer in order that holds nothing is no failure to dnsjava, and no address either.
    return failed.isEmpty() ? noAddress() : failed.get(0);
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
