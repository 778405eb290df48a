package gcert.dnssec;

import gcert.net.Deadline;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * Carries the questions of one look-up to recursive name servers, signatures wanted (RFC 3225), and
 * has them answer without judging (CD, RFC 4035 section 3.2.2). The validator asks from threads of
 * its own, one at a time.
 *
 * <p>A look-up may ask so many questions, and an answer may hold so many signatures and keys, for
 * each of them is work for whoever validates.
 */
final class RecursiveServers implements Resolver {
  private static final int MOST_QUESTIONS = 128;
  private static final int MOST_SIGNATURES = 48;
  private static final int MOST_KEYS = 24;
  private static final int MOST_DENIALS = 16;

  /** What RFC 9276 section 3.2 has validators accept at most; a zone of today has none. */
  private static final int MOST_ITERATIONS = 150;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int ROUNDS = 3;

  private static final class Random {
    static final SecureRandom SOURCE = new SecureRandom();
  }

  private final List<InetSocketAddress> servers;
  private final Deadline deadline;
  private final ExchangeLog log;
  private final boolean checkingDisabled;
  private final Map<String, Message> known = new HashMap<>();
  private final KeyAnswers keys;
  private int questions;

  RecursiveServers(
      List<InetSocketAddress> servers,
      Deadline deadline,
      ExchangeLog log,
      boolean checkingDisabled) {
    this(servers, deadline, log, checkingDisabled, new KeyAnswers());
  }

  /**
   * One that takes the answers about keys from look-ups before.
   *
   * @param keys those answers, which it adds to
   */
  RecursiveServers(
      List<InetSocketAddress> servers,
      Deadline deadline,
      ExchangeLog log,
      boolean checkingDisabled,
      KeyAnswers keys) {
    this.keys = keys;
    this.servers = List.copyOf(servers);
    this.deadline = deadline;
    this.log = log;
    this.checkingDisabled = checkingDisabled;
  }

  /**
   * Sends a question, and takes the first answer that fits it.
   *
   * @throws IOException when none comes in time, or one that is too much work to validate
   */
  @Override
  public synchronized Message send(Message query) throws IOException {
    Record question = query.getQuestion();
    String key = question.getName() + " " + question.getType();
    Message answer = known.get(key);
    if (answer == null) {
      answer = keys.get(question);
    }
    if (answer == null) {
      if (++questions > MOST_QUESTIONS) {
        throw new IOException("the look-up takes more than " + MOST_QUESTIONS + " questions");
      }
      answer = ask(question);
      bound(answer);
      int code = answer.getRcode();
      if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN && checkingDisabled) {
        // Nothing follows from it, least of all that a zone is not signed as it should be.
        throw new IOException("the name server answers " + Rcode.string(code));
      }
      known.put(key, answer);
      keys.put(question, answer);
    }
    Message copy = answer.clone();
    copy.getHeader().setID(query.getHeader().getID());
    return copy;
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    try {
      return CompletableFuture.completedFuture(send(query));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return sendAsync(query);
  }

  private Message ask(Record question) throws IOException {
    IOException failure = new IOException("the name server gave no answer in time");
    for (int round = 0; round < ROUNDS && !deadline.expired(); round++) {
      for (InetSocketAddress server : servers) {
        if (deadline.expired()) {
          break;
        }
        Message query = query(question);
        try {
          return Wire.ask(
              server, query, deadline.within(FIRST_WAIT.multipliedBy(1 + round)), deadline);
        } catch (SocketTimeoutException e) {
          // The next server, and then all of them again.
        } catch (IOException e) {
          failure =
              new IOException(
                  "the name server " + server.getAddress().getHostAddress() + " cannot be reached",
                  e);
        }
      }
    }
    throw failure;
  }

  private Message query(Record question) {
    Message query = Message.newQuery(question);
    query.getHeader().setID(Random.SOURCE.nextInt(0x10000));
    if (checkingDisabled) {
      query.getHeader().setFlag(Flags.CD);
    } else {
      query.getHeader().setFlag(Flags.AD);
    }
    query.addRecord(new OPTRecord(Wire.DATAGRAM, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    if (log.listening()) {
      log.note(
          "asking for "
              + AliasChain.shown(question.getName())
              + " "
              + Type.string(question.getType()));
    }
    return query;
  }

  /** What makes validating dear (CVE-2023-50387, CVE-2023-50868): no zone of any sense has it. */
  private static void bound(Message answer) throws IOException {
    int signatures = 0;
    int keys = 0;
    int denials = 0;
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      for (Record record : answer.getSection(section)) {
        if (record instanceof NSEC3Record denial && denial.getIterations() > MOST_ITERATIONS) {
          throw new IOException("the answer takes more iterations of NSEC3 than are validated");
        }
        switch (record.getType()) {
          case Type.RRSIG -> signatures++;
          case Type.DNSKEY, Type.DS -> keys++;
          case Type.NSEC, Type.NSEC3 -> denials++;
          default -> {
            // Anything else costs nothing.
          }
        }
      }
    }
    if (signatures > MOST_SIGNATURES || keys > MOST_KEYS || denials > MOST_DENIALS) {
      throw new IOException("the answer holds more signatures or keys than are validated");
    }
  }

  @Override
  public void setPort(int port) {
    // The servers have theirs.
  }

  @Override
  public void setTCP(boolean flag) {
    // Used where an answer is cut short.
  }

  @Override
  public void setIgnoreTruncation(boolean flag) {
    // Never.
  }

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
    // Always, with DO.
  }

  @Override
  public void setTSIGKey(TSIG key) {
    // None.
  }

  @Override
  public void setTimeout(Duration timeout) {
    // The deadline counts.
  }
}
