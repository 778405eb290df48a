package gcert.dnssec;

import gcert.testing.FakeDns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A recursive name server that does not validate, in front of the name servers of a scenario: it
 * takes the answer of the server nearest to the name, follows aliases, and finds DS records, or
 * that there are none, beside delegations.
 */
final class ScenarioResolver implements FakeDns.Answering {
  private static final int MOST_ALIASES = 12;

  private final List<Scenario.Entry> entries;
  private final Map<String, Name> zones = new HashMap<>();

  ScenarioResolver(List<Scenario.Entry> entries) {
    this.entries = entries;
    for (Scenario.Entry entry : entries) {
      for (Record record : records(entry.answer(), Section.ANSWER, Section.AUTHORITY)) {
        if (record instanceof NSRecord delegation) {
          glue(delegation, entry.server());
        }
      }
    }
  }

  /** A server counts for a zone that another one has delegated to it. */
  private void glue(NSRecord delegation, String from) {
    for (Scenario.Entry entry : entries) {
      for (Record record : records(entry.answer(), Section.ANSWER, Section.ADDITIONAL)) {
        if (record instanceof ARecord address
            && address.getName().equals(delegation.getTarget())
            && !address.getAddress().getHostAddress().equals(from)) {
          zones.merge(
              address.getAddress().getHostAddress(),
              delegation.getName(),
              (one, other) -> one.labels() >= other.labels() ? one : other);
        }
      }
    }
  }

  @Override
  public Optional<byte[]> answer(Message question) throws IOException {
    Record asked = question.getQuestion();
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(asked, Section.QUESTION);
    resolve(asked.getName(), asked.getType(), answer, 0);
    return Optional.of(answer.toWire(65_535));
  }

  private void resolve(Name name, int type, Message answer, int aliases) {
    Optional<Message> found = found(name, type).or(() -> derived(name, type));
    if (found.isEmpty()) {
      if (aliases == 0) {
        answer.getHeader().setRcode(Rcode.SERVFAIL);
      }
      return;
    }
    answer.getHeader().setRcode(found.get().getRcode());
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      for (Record record : signed(found.get(), section)) {
        if (!answer.findRecord(record, section)) {
          answer.addRecord(record, section);
        }
      }
    }
    Name end = name;
    boolean there = type == Type.CNAME || type == Type.ANY;
    for (int i = 0; i < MOST_ALIASES && !there; i++) {
      Name at = end;
      Optional<Name> next =
          answer.getSection(Section.ANSWER).stream()
              .filter(r -> r instanceof CNAMERecord && r.getName().equals(at))
              .map(r -> ((CNAMERecord) r).getTarget())
              .findFirst();
      there =
          next.isEmpty()
              || answer.getSection(Section.ANSWER).stream()
                  .anyMatch(r -> r.getType() == type && r.getName().equals(at));
      end = next.orElse(end);
    }
    if (!end.equals(name) && there && aliases < MOST_ALIASES) {
      Name last = end;
      boolean answered =
          answer.getSection(Section.ANSWER).stream()
              .anyMatch(r -> r.getType() == type && r.getName().equals(last));
      if (!answered) {
        resolve(end, type, answer, aliases + 1);
      }
    }
  }

  /**
   * A section, the signatures of its records put together from the whole answer, as Unbound does.
   */
  private static List<Record> signed(Message answer, int section) {
    List<Record> records = new ArrayList<>();
    for (Record record : answer.getSection(section)) {
      if (!(record instanceof RRSIGRecord)) {
        records.add(record);
      }
    }
    List<Record> signatures = records(answer, Section.ANSWER, Section.AUTHORITY);
    signatures.addAll(answer.getSection(Section.ADDITIONAL));
    for (Record record : signatures) {
      if (record instanceof RRSIGRecord signature
          && records.stream()
              .anyMatch(
                  r ->
                      r.getType() == signature.getTypeCovered()
                          && r.getName().equals(signature.getName()))) {
        records.add(signature);
      }
    }
    return records;
  }

  /** Of the servers that answer at all, what the one of the nearest zone says. */
  private Optional<Message> found(Name name, int type) {
    Scenario.Entry best = null;
    int labels = -1;
    for (Scenario.Entry entry : entries) {
      if (!entry.answers(name, type) || !isFinal(entry.answer())) {
        continue;
      }
      Name zone = zones.getOrDefault(entry.server(), Name.root);
      boolean above =
          name.subdomain(zone) && (type != Type.DS || !zone.equals(name) || zone.equals(Name.root));
      int rank = above ? zone.labels() : 0;
      if (rank > labels) {
        best = entry;
        labels = rank;
      }
    }
    return Optional.ofNullable(best).map(Scenario.Entry::answer);
  }

  /** Whether it is more than a delegation or a refusal. */
  private static boolean isFinal(Message answer) {
    int code = answer.getRcode();
    if (code != Rcode.NOERROR) {
      return code != Rcode.REFUSED;
    }
    if (!answer.getSection(Section.ANSWER).isEmpty()) {
      return true;
    }
    List<Record> authority = answer.getSection(Section.AUTHORITY);
    boolean delegates = authority.stream().anyMatch(r -> r.getType() == Type.DS);
    return (answer.getHeader().getFlag(Flags.AA) && !delegates)
        || authority.stream().noneMatch(r -> r.getType() == Type.NS)
        || authority.stream().anyMatch(r -> r.getType() == Type.SOA);
  }

  /** What a resolver has in its cache from answers to other questions. */
  private Optional<Message> derived(Name name, int type) {
    if (type == Type.CNAME) {
      return alias(name);
    }
    return type == Type.DS ? delegation(name) : Optional.empty();
  }

  private Optional<Message> alias(Name name) {
    for (Scenario.Entry entry : entries) {
      Message answer = entry.answer();
      List<Record> kept = new ArrayList<>();
      for (Record record : answer.getSection(Section.ANSWER)) {
        if (record.getName().equals(name) && of(record, Type.CNAME)) {
          kept.add(record);
        }
      }
      if (kept.stream().anyMatch(r -> r.getType() == Type.CNAME)) {
        return Optional.of(message(kept, denials(answer)));
      }
    }
    return Optional.empty();
  }

  private Optional<Message> delegation(Name name) {
    for (Scenario.Entry entry : entries) {
      Message answer = entry.answer();
      List<Record> keys = new ArrayList<>();
      boolean delegates = false;
      for (Record record : answer.getSection(Section.AUTHORITY)) {
        delegates |= record.getType() == Type.NS && record.getName().equals(name);
        if (record.getName().equals(name) && of(record, Type.DS)) {
          keys.add(record);
        }
      }
      List<Record> denials = denials(answer);
      if (delegates && !isFinal(answer) && (!keys.isEmpty() || !denials.isEmpty())) {
        return Optional.of(message(keys, keys.isEmpty() ? denials : List.of()));
      }
    }
    return Optional.empty();
  }

  private static List<Record> denials(Message answer) {
    return answer.getSection(Section.AUTHORITY).stream()
        .filter(r -> of(r, Type.NSEC) || of(r, Type.NSEC3))
        .toList();
  }

  private static boolean of(Record record, int type) {
    return record.getType() == type
        || (record instanceof RRSIGRecord signature && signature.getTypeCovered() == type);
  }

  private static Message message(List<Record> answer, List<Record> authority) {
    Message message = new Message();
    answer.forEach(record -> message.addRecord(record, Section.ANSWER));
    authority.forEach(record -> message.addRecord(record, Section.AUTHORITY));
    return message;
  }

  private static List<Record> records(Message message, int first, int second) {
    List<Record> records = new ArrayList<>(message.getSection(first));
    records.addAll(message.getSection(second));
    return records;
  }
}
