package gcert.dnssec;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * One of the files by which Unbound tests its validator ({@code testdata/*.rpl}): trust anchors, a
 * date, what name servers answer, questions, and what a validating resolver makes of each.
 *
 * @param entries what the name servers answer, in the order of the file
 */
record Scenario(
    String anchors, Instant date, Properties validator, List<Entry> entries, List<Step> steps) {
  private static final Pattern OPTION = Pattern.compile("([\\w-]+):\\s*\"?([^\"]*)\"?.*");

  /** In the order of their numbers. */
  private static final List<String> SECTIONS =
      List.of("QUESTION", "ANSWER", "AUTHORITY", "ADDITIONAL");

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /**
   * What a name server answers.
   *
   * @param server its address
   * @param match what of a question has to fit: {@code qtype}, {@code qname}, {@code subdomain}
   */
  record Entry(String server, List<String> match, Message answer) {
    boolean answers(Name name, int type) {
      Record question = answer.getQuestion();
      if (match.contains("qtype") && question.getType() != type) {
        return false;
      }
      return match.contains("subdomain")
          ? name.subdomain(question.getName())
          : !match.contains("qname") || question.getName().equals(name);
    }
  }

  /**
   * A question, and what Unbound answers.
   *
   * @param validated whether it says what the answer is worth: not when it is told not to judge, or
   *     to look into its cache alone
   */
  record Step(Record question, boolean validated, Message expected) {
    /** What the answer is worth to Unbound. */
    SecurityStatus security() {
      if (expected.getRcode() == Rcode.SERVFAIL) {
        return SecurityStatus.BOGUS;
      }
      return expected.getHeader().getFlag(Flags.AD)
          ? SecurityStatus.SECURE
          : SecurityStatus.INSECURE;
    }
  }

  static Scenario read(String text) throws IOException {
    return new Reading(text.lines().map(String::strip).iterator()).scenario();
  }

  private static final class Reading {
    private final Iterator<String> lines;
    private final StringBuilder anchors = new StringBuilder();
    private final Properties validator = new Properties();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Message> questions = new ArrayList<>();
    private final List<Boolean> wanted = new ArrayList<>();
    private Instant date = Instant.EPOCH;
    private boolean dated;
    private String server = "";
    private List<String> match = List.of();

    Reading(Iterator<String> lines) {
      this.lines = lines;
    }

    Scenario scenario() throws IOException {
      // What dnsjava, unlike Unbound in its tests, does not validate any more, or else.
      validator.setProperty("dnsjava.dnssec.algorithm_rsa_min_key_size", "512");
      validator.setProperty("dnsjava.dnssec.algorithm.3", "true");
      validator.setProperty("dnsjava.dnssec.algorithm.6", "true");
      validator.setProperty("dnsjava.dnssec.harden_algo_downgrade", "true");
      boolean asking = false;
      while (lines.hasNext()) {
        String line = lines.next();
        Matcher option = OPTION.matcher(line);
        if (line.startsWith("STEP")) {
          asking = line.contains("QUERY");
        } else if (line.startsWith("ADDRESS")) {
          server = line.substring("ADDRESS".length()).strip();
        } else if (line.startsWith("RANGE_END")) {
          server = "";
        } else if (line.startsWith("ENTRY_BEGIN")) {
          entry(asking);
        } else if (steps.isEmpty() && entries.isEmpty() && option.matches()) {
          option(option.group(1), option.group(2).strip());
        }
      }
      return new Scenario(anchors.toString(), date(), validator, entries, steps);
    }

    /** Where the signatures are all right whenever they are looked at: when they all had begun. */
    private Instant date() {
      return dated
          ? date
          : entries.stream()
              .flatMap(entry -> entry.answer().getSection(Section.ANSWER).stream())
              .filter(RRSIGRecord.class::isInstance)
              .map(record -> ((RRSIGRecord) record).getTimeSigned())
              .max(Instant::compareTo)
              .orElse(date);
    }

    private void option(String name, String value) throws IOException {
      switch (name) {
        case "trust-anchor" -> anchors.append(RecordLine.parse(value)).append('\n');
        case "val-override-date" -> {
          dated = !value.equals("-1");
          date = dated ? LocalDateTime.parse(value, DATE).toInstant(ZoneOffset.UTC) : date;
        }
        case "harden-algo-downgrade" ->
            validator.setProperty(
                "dnsjava.dnssec.harden_algo_downgrade", String.valueOf(value.equals("yes")));
        case "val-nsec3-keysize-iterations" -> {
          String[] numbers = value.split("\\s+");
          for (int i = 0; i + 1 < numbers.length; i += 2) {
            validator.setProperty("dnsjava.dnssec.nsec3.iterations." + numbers[i], numbers[i + 1]);
          }
        }
        default -> {
          // About the resolver, not about the validator.
        }
      }
    }

    private void entry(boolean asking) throws IOException {
      Message message = new Message();
      int section = Section.QUESTION;
      boolean signatures = false;
      match = List.of();
      for (String line = lines.next(); !line.startsWith("ENTRY_END"); line = lines.next()) {
        if (line.startsWith("MATCH")) {
          match = Arrays.asList(line.split("\\s+"));
        } else if (line.startsWith("REPLY")) {
          reply(line, message);
          signatures = Arrays.asList(line.split("\\s+")).contains("DO");
        } else if (line.startsWith("SECTION")) {
          section = SECTIONS.indexOf(line.split("\\s+")[1]);
        } else if (!line.isEmpty() && !line.startsWith(";") && !line.startsWith("ADJUST")) {
          message.addRecord(
              section == Section.QUESTION ? question(line) : RecordLine.parse(line), section);
        }
      }
      if (!server.isEmpty()) {
        entries.add(new Entry(server, match, message));
      } else if (asking) {
        questions.add(message);
        wanted.add(signatures || message.getHeader().getFlag(Flags.AD));
      } else if (questions.size() > steps.size()) {
        int number = steps.size();
        Header flags = questions.get(number).getHeader();
        boolean told = wanted.get(number) || message.getRcode() == Rcode.SERVFAIL;
        boolean validated = flags.getFlag(Flags.RD) && !flags.getFlag(Flags.CD) && told;
        steps.add(new Step(questions.get(number).getQuestion(), validated, message));
      }
    }

    private static void reply(String line, Message message) {
      for (String word : line.split("\\s+")) {
        if (Flags.value(word) >= 0) {
          message.getHeader().setFlag(Flags.value(word));
        } else if (Rcode.value(word) >= 0) {
          message.getHeader().setRcode(Rcode.value(word));
        }
      }
    }

    private static Record question(String line) throws IOException {
      String[] words = line.split("\\s+");
      return Record.newRecord(
          Name.fromString(words[0], Name.root), Type.value(words[words.length - 1]), DClass.IN);
    }
  }
}
