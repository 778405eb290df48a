package gcert.dane;

import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecurityStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;

/**
 * What a sender that validates DANE makes of the records before it connects (RFC 7672 section 2.2).
 *
 * @param kind what it will do
 * @param reason why, one clause, unescaped
 * @param base the TLSA base domain, which it sends as the server name (section 8.1 of RFC 7672);
 *     empty where there are no records
 * @param usable the records that it compares with; empty unless the kind says so
 * @param unusable those that it passes over, each with the reason
 * @param ttl how long the records may be kept
 */
public record DaneDecision(
    Kind kind,
    String reason,
    Optional<String> base,
    List<TlsaRecord> usable,
    List<Unusable> unusable,
    Duration ttl) {

  /** What a sender will do. */
  public enum Kind {
    /** It compares the certificate, and delivers when a record matches. */
    AUTHENTICATE,
    /** It wants TLS, with whatever certificate: there are records, and none can be used. */
    ENCRYPT,
    /** There are no records: it does as it does without DANE. */
    NO_RECORDS,
    /** The name is not signed: it does as it does without DANE. */
    NOT_SIGNED,
    /** It cannot find out, and tries later (section 2.1.2). */
    DEFER
  }

  /**
   * A record that nobody can use.
   *
   * @param reason one clause
   */
  public record Unusable(TlsaRecord record, String reason) {}

  /** Takes copies of the lists. */
  public DaneDecision {
    usable = List.copyOf(usable);
    unusable = List.copyOf(unusable);
  }

  /** Decides. */
  public static DaneDecision of(DaneFacts facts) {
    if (facts.domain().isPresent() && !facts.domain().get().security().isUsable()) {
      DaneFacts.Domain domain = facts.domain().get();
      return without(
          Kind.DEFER,
          "the MX records of "
              + domain.name()
              + " are "
              + said(domain.security(), domain.reason()));
    }
    SecureAnswer addresses = facts.addresses();
    if (!addresses.security().isUsable()) {
      return without(
          Kind.DEFER,
          "the addresses of "
              + facts.host().text()
              + " are "
              + said(addresses.security(), addresses.reason()));
    }
    if (facts.bases().isEmpty()) {
      return without(
          Kind.NOT_SIGNED, facts.host().text() + " is not signed: " + addresses.reason());
    }
    DaneFacts.Base base = facts.bases().get(facts.bases().size() - 1);
    String owner = DaneFacts.owner(facts.port(), base.name());
    SecureAnswer answer = base.answer();
    if (!answer.security().isUsable()) {
      return without(
          Kind.DEFER,
          "the answer for " + owner + " is " + said(answer.security(), answer.reason()));
    }
    if (!answer.hasRecords()) {
      return without(Kind.NO_RECORDS, "there is no TLSA record at " + owners(facts));
    }
    if (answer.security() != SecurityStatus.SECURE) {
      return without(
          Kind.NOT_SIGNED, "the TLSA records at " + owner + " are not signed: " + answer.reason());
    }
    return read(facts, base.name(), answer);
  }

  private static DaneDecision read(DaneFacts facts, String base, SecureAnswer answer) {
    List<TlsaRecord> usable = new ArrayList<>();
    List<Unusable> unusable = new ArrayList<>();
    for (Record record : answer.records()) {
      if (record instanceof TLSARecord tlsa) {
        TlsaRecord read = TlsaRecord.of(tlsa);
        Optional<String> complaint = read.complaint(facts.mail());
        if (complaint.isPresent()) {
          unusable.add(new Unusable(read, complaint.get()));
        } else {
          usable.add(read);
        }
      }
    }
    return new DaneDecision(
        usable.isEmpty() ? Kind.ENCRYPT : Kind.AUTHENTICATE,
        usable.isEmpty() ? "no TLSA record of " + base + " can be used" : "",
        Optional.of(base),
        usable,
        unusable,
        answer.ttl());
  }

  private static DaneDecision without(Kind kind, String reason) {
    return new DaneDecision(kind, reason, Optional.empty(), List.of(), List.of(), Duration.ZERO);
  }

  private static String owners(DaneFacts facts) {
    List<String> owners = new ArrayList<>();
    for (DaneFacts.Base base : facts.bases()) {
      owners.add(DaneFacts.owner(facts.port(), base.name()));
    }
    return String.join(" or ", owners);
  }

  private static String said(SecurityStatus security, String reason) {
    return security.word() + (reason.isEmpty() ? "" : ": " + reason);
  }
}
