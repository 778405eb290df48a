package gcert.rollover;

import gcert.dane.TlsaRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What name servers were seen to give over several runs, oldest first: a new sighting where a set
 * changes. Immutable; its text has one line per sighting.
 *
 * @param all the sightings
 */
public record Sightings(List<Sighting> all) {
  /** More than this of one name at one server are of no use: all but the last few are long over. */
  private static final int MOST_EACH = 32;

  private static final int MOST = 20_000;

  private static final Pattern LINE =
      Pattern.compile("(\\S+) (\\S+) (\\S+) (\\S+) ([0-9]{1,10}) (.+)");
  private static final Pattern RECORD =
      Pattern.compile("([0-9]{1,3}) ([0-9]{1,3}) ([0-9]{1,3}) ((?:[0-9a-f]{2})*)");
  private static final String NONE = "none";

  /** Takes a copy of the list. */
  public Sightings {
    all = List.copyOf(all);
  }

  /** Nothing was seen yet. */
  public static Sightings none() {
    return new Sightings(List.of());
  }

  /** The same with what was seen now. */
  public Sightings with(String owner, String server, TlsaSet set, Instant now) {
    List<Sighting> more = new ArrayList<>(all);
    Optional<Sighting> latest = latest(owner, server);
    if (latest.isPresent() && latest.get().set().equals(set)) {
      Sighting known = latest.get();
      more.set(
          more.lastIndexOf(known),
          new Sighting(owner, server, known.first(), later(known.last(), now), set));
    } else {
      more.add(new Sighting(owner, server, now, now, set));
    }
    List<Sighting> here = more.stream().filter(one -> one.isOf(owner, server)).toList();
    if (here.size() > MOST_EACH) {
      more.remove(here.get(0));
    }
    return new Sightings(more.size() > MOST ? more.subList(more.size() - MOST, more.size()) : more);
  }

  private Optional<Sighting> latest(String owner, String server) {
    Optional<Sighting> latest = Optional.empty();
    for (Sighting one : all) {
      if (one.isOf(owner, server)) {
        latest = Optional.of(one);
      }
    }
    return latest;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Since when a server was seen to give nothing but sets that please; empty when the latest does
   * not, or none was seen.
   */
  public Optional<Instant> since(String owner, String server, Predicate<TlsaSet> pleases) {
    Optional<Instant> since = Optional.empty();
    for (Sighting one : all) {
      if (one.isOf(owner, server)) {
        if (!pleases.test(one.set())) {
          since = Optional.empty();
        } else if (since.isEmpty()) {
          since = Optional.of(one.first());
        }
      }
    }
    return since;
  }

  /**
   * The longest time for which resolvers may keep what some server gave and what does not please:
   * of each such set, as long as two rounds of its own TTL are not over since another took its
   * place.
   */
  public Duration longestTtl(String owner, Predicate<TlsaSet> pleases, Instant now) {
    Duration longest = Duration.ZERO;
    for (Sighting one : all) {
      boolean matters =
          one.owner().equals(owner)
              && !pleases.test(one.set())
              && replaced(one).plus(one.set().ttl().multipliedBy(2)).isAfter(now);
      if (matters && one.set().ttl().compareTo(longest) > 0) {
        longest = one.set().ttl();
      }
    }
    return longest;
  }

  /** When a set was first seen to have given way to another; when last seen, if it has not. */
  private Instant replaced(Sighting earlier) {
    boolean behind = false;
    for (Sighting one : all) {
      if (behind && one.isOf(earlier.owner(), earlier.server())) {
        return one.first();
      }
      behind |= one.equals(earlier);
    }
    return earlier.last();
  }

  /** One line per sighting: owner, server, first, last, TTL in seconds, records. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Sighting one : all) {
      text.append(one.owner()).append(' ').append(one.server()).append(' ');
      text.append(one.first()).append(' ').append(one.last()).append(' ');
      text.append(one.set().ttl().toSeconds()).append(' ');
      List<String> records = one.set().records().stream().map(TlsaRecord::text).toList();
      text.append(records.isEmpty() ? NONE : String.join(", ", records)).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads the text.
   *
   * @throws MalformedSightingsException when a line is not one; the message is one clause
   */
  public static Sightings parse(String text) throws MalformedSightingsException {
    List<Sighting> all = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        all.add(sighting(line));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new MalformedSightingsException("line " + number + " is damaged");
      }
    }
    return new Sightings(all);
  }

  private static Sighting sighting(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException(line);
    }
    List<TlsaRecord> records = new ArrayList<>();
    if (!parts.group(6).equals(NONE)) {
      for (String record : parts.group(6).split(", ", -1)) {
        records.add(record(record));
      }
    }
    return new Sighting(
        parts.group(1),
        parts.group(2),
        Instant.parse(parts.group(3)),
        Instant.parse(parts.group(4)),
        new TlsaSet(records, Duration.ofSeconds(Long.parseLong(parts.group(5)))));
  }

  private static TlsaRecord record(String text) {
    Matcher parts = RECORD.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new TlsaRecord(
        octet(parts.group(1)), octet(parts.group(2)), octet(parts.group(3)), parts.group(4));
  }

  private static int octet(String digits) {
    int number = Integer.parseInt(digits);
    if (number > 255) {
      throw new IllegalArgumentException(digits);
    }
    return number;
  }
}
