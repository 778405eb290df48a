package gcert.dnssec;

import gcert.net.Deadline;
import gcert.net.Ticker;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * Validates by itself, from trust anchors down, whatever the name servers say of it (RFC 4035
 * section 5). The servers only have to pass signatures on; who stands between may break answers,
 * not forge them.
 */
public final class ValidatingLookup implements SecureLookup {
  private final List<InetSocketAddress> servers;
  private final TrustAnchors anchors;
  private final Clock clock;
  private final Properties settings;
  private final KeyAnswers keys = new KeyAnswers();

  /**
   * Makes one.
   *
   * @param servers recursive name servers, at least one
   * @param anchors where belief begins
   * @param clock tells whether signatures are expired
   */
  public ValidatingLookup(List<InetSocketAddress> servers, TrustAnchors anchors, Clock clock) {
    this(servers, anchors, clock, new Properties());
  }

  /**
   * One whose validator is set otherwise, such as to algorithms of old.
   *
   * @param settings by the names of dnsjava; empty for its defaults
   */
  ValidatingLookup(
      List<InetSocketAddress> servers, TrustAnchors anchors, Clock clock, Properties settings) {
    this.servers = List.copyOf(servers);
    this.anchors = anchors;
    this.clock = clock;
    this.settings = settings;
  }

  /** The name servers that the system is configured for. */
  public static List<InetSocketAddress> systemServers() {
    return ResolverConfig.getCurrentConfig().servers();
  }

  @Override
  public SecureAnswer ask(String name, int type, Duration limit, ExchangeLog log) {
    Name asked;
    try {
      asked = Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      return new SecureAnswer(
          name,
          name,
          SecureAnswer.Outcome.NO_ANSWER,
          List.of(),
          SecurityStatus.INDETERMINATE,
          SecurityStatus.INDETERMINATE,
          Duration.ZERO,
          "the name cannot be queried: " + e.getMessage());
    }
    RecursiveServers upstream =
        new RecursiveServers(
            servers,
            Deadline.after(limit, Ticker.system()),
            log,
            /* checkingDisabled= */ true,
            keys);
    SecureAnswer answer = new AliasChain(new Validation(upstream)).follow(asked, type);
    if (log.listening()) {
      log.note(
          answer.asked()
              + ": "
              + answer.security().word()
              + (answer.reason().isEmpty() ? "" : ": " + answer.reason()));
    }
    return answer;
  }

  /** Has dnsjava validate, and believes it within limits. */
  private final class Validation implements AliasChain.Asking {
    private final RecursiveServers upstream;
    private final ValidatingResolver validator;

    Validation(RecursiveServers upstream) {
      this.upstream = upstream;
      this.validator = new ValidatingResolver(upstream, clock);
      try {
        if (!settings.isEmpty()) {
          validator.init(settings);
        }
        validator.loadTrustAnchors(anchors.stream());
      } catch (IOException e) {
        throw new IllegalStateException("the anchors were read before", e);
      }
    }

    @Override
    public Message raw(Name name, int type) throws IOException {
      return upstream.send(query(name, type));
    }

    @Override
    public AliasChain.Judged judged(Name name, int type) throws IOException {
      if (!anchors.cover(name)) {
        return new AliasChain.Judged(
            raw(name, type), SecurityStatus.INDETERMINATE, "no trust anchor stands above the name");
      }
      Message answer = validated(query(name, type));
      String reason = reason(answer);
      if (answer.getHeader().getFlag(Flags.AD)) {
        Message raw = raw(name, type);
        String doubt = AnswerScrutiny.of(raw, name, type, clock.instant());
        return doubt.isEmpty()
            ? new AliasChain.Judged(answer, SecurityStatus.SECURE, "")
            : new AliasChain.Judged(answer, SecurityStatus.INDETERMINATE, doubt);
      }
      return answer.getRcode() == Rcode.SERVFAIL
          ? new AliasChain.Judged(
              answer,
              SecurityStatus.BOGUS,
              BogusReason.of(raw(name, type), clock.instant(), reason))
          : new AliasChain.Judged(
              answer,
              SecurityStatus.INSECURE,
              reason.isEmpty() ? "the zone is not signed" : reason);
    }

    private Message validated(Message query) throws IOException {
      try {
        return validator.sendAsync(query).toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new IOException(e.getCause() == null ? e : e.getCause());
      } catch (RuntimeException | StackOverflowError e) {
        // A validator that stumbles over an answer has not validated it.
        throw new IOException("the answer cannot be validated: " + e, e);
      }
    }

    private static Message query(Name name, int type) {
      return Message.newQuery(Record.newRecord(name, type, DClass.IN));
    }

    /** Where dnsjava puts its reasons. */
    private static String reason(Message answer) {
      for (Record record : answer.getSection(Section.ADDITIONAL)) {
        if (record instanceof TXTRecord text
            && record.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS) {
          return String.join("", text.getStrings());
        }
      }
      return "";
    }
  }
}
