package gcert.app;

import gcert.run.Entry;
import gcert.target.FileTarget;
import gcert.target.Target;
import gcert.target.TargetLines;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The targets of a run: those named, then those of the list, without those done already. */
public final class TargetSource implements Iterator<Entry> {
  private final Queue<Target> named;
  private final Optional<TargetLines> lines;
  private final String listName;
  private final Map<String, Integer> done;
  private final Admission admission;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong octets = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private @Nullable Entry next;

  /**
   * Makes one.
   *
   * @param named the targets of the command line
   * @param lines the list; empty when there is none
   * @param listName how messages name the list
   * @param earlier what is done already, and passed over as often as it was done
   * @param admission which targets there may be
   */
  public TargetSource(
      List<Target> named,
      Optional<TargetLines> lines,
      String listName,
      EarlierRun earlier,
      Admission admission) {
    this.named = new ArrayDeque<>(named);
    this.lines = lines;
    this.listName = listName;
    this.done = earlier.left();
    this.admission = admission;
  }

  /** Which targets a command takes. */
  public interface Admission {

    /** Why a target is none for this command, one clause; empty when it is one. */
    Optional<String> objection(Target target);

    /** Of a command that takes all. */
    static Admission all() {
      return target -> Optional.empty();
    }

    /** Of a command that takes servers alone. */
    static Admission servers(String command) {
      return target ->
          target instanceof FileTarget
              ? Optional.of(command + " takes servers, not files")
              : Optional.empty();
    }
  }

  /** How messages name the list; empty when there is none. */
  public String listName() {
    return listName;
  }

  /** How many entries have been given. */
  public long read() {
    return read.get();
  }

  /** How many octets of the list have been read with them. */
  public long octets() {
    return octets.get();
  }

  /** How many targets were passed over. */
  public long skipped() {
    return skipped.get();
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      Target target = named.poll();
      if (target == null && (lines.isEmpty() || !lines.get().hasNext())) {
        return false;
      }
      Entry entry = target == null ? ofLine(lines.orElseThrow().next()) : wanted(target, "");
      if (entry instanceof Entry.Wanted wanted && passOver(wanted)) {
        skipped.incrementAndGet();
      } else {
        next = entry;
      }
    }
    return true;
  }

  @Override
  public Entry next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Entry given = next;
    next = null;
    read.incrementAndGet();
    return given;
  }

  /** A target that stands twice and was done once is visited once more. */
  private boolean passOver(Entry.Wanted wanted) {
    return done.merge(wanted.target().text(), -1, Integer::sum) >= 0;
  }

  private Entry ofLine(TargetLines.Line line) {
    octets.set(line.end());
    String place = listName + ": line " + line.number() + ": ";
    if (line.target().isEmpty()) {
      return new Entry.Bad(place + line.fault().orElse("is not a valid target"));
    }
    return wanted(line.target().get(), place);
  }

  private Entry wanted(Target target, String place) {
    Optional<String> objection = admission.objection(target);
    if (objection.isPresent()) {
      return new Entry.Bad(place + objection.get());
    }
    if (target instanceof FileTarget file && file.path().isEmpty() && lines.isPresent()) {
      return new Entry.Bad(place + "'-' cannot be a target beside or inside a list");
    }
    return new Entry.Wanted(target);
  }
}
