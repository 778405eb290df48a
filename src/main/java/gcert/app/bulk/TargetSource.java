package gcert.app.bulk;

import gcert.run.TargetEntry;
import gcert.target.FileTarget;
import gcert.target.Target;
import gcert.target.TargetLines;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The targets of a run: those named, then those of the list, without those done already. */
public final class TargetSource implements Iterator<TargetEntry>, Progress.Position {
  private final Queue<Target> named;
  private final Optional<TargetList> list;
  private final Map<String, Integer> done;
  private final Admission admission;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong octets = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong bad = new AtomicLong();
  private final int namedAtFirst;
  private @Nullable OptionalLong listed;
  private @Nullable TargetEntry next;

  /**
   * Makes one.
   *
   * @param named the targets of the command line
   * @param list the list; empty when there is none
   * @param earlier what is done already, and skipped as often as it was done
   * @param admission which targets there may be
   */
  public TargetSource(
      List<Target> named, Optional<TargetList> list, EarlierRun earlier, Admission admission) {
    this.named = new ArrayDeque<>(named);
    this.namedAtFirst = named.size();
    this.list = list;
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

  @Override
  public long entries() {
    return read.get();
  }

  @Override
  public long octets() {
    return octets.get();
  }

  @Override
  public OptionalLong size() {
    return list.isPresent() ? list.get().size() : OptionalLong.empty();
  }

  @Override
  public synchronized OptionalLong targets() {
    if (listed == null) {
      listed = list.isPresent() ? list.get().count().get() : OptionalLong.of(0);
    }
    return listed.isEmpty()
        ? listed
        : OptionalLong.of(namedAtFirst + listed.getAsLong() - skipped.get() - bad.get());
  }

  /** How many targets were skipped. */
  public long skipped() {
    return skipped.get();
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      Target target = named.poll();
      if (target == null && (list.isEmpty() || !list.get().lines().hasNext())) {
        return false;
      }
      TargetEntry entry = target == null ? ofLine(list.orElseThrow()) : wanted(target, "");
      if (entry instanceof TargetEntry.Wanted wanted && passOver(wanted)) {
        skipped.incrementAndGet();
      } else {
        next = entry;
      }
    }
    return true;
  }

  @Override
  public TargetEntry next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    TargetEntry given = next;
    next = null;
    read.incrementAndGet();
    if (given instanceof TargetEntry.Bad) {
      bad.incrementAndGet();
    }
    return given;
  }

  /** A target that stands twice and was done once is visited once more. */
  private boolean passOver(TargetEntry.Wanted wanted) {
    return done.merge(wanted.target().text(), -1, Integer::sum) >= 0;
  }

  private TargetEntry ofLine(TargetList source) {
    TargetLines.Line line = source.lines().next();
    octets.set(line.end());
    String place = source.name() + ": line " + line.number() + ": ";
    if (line.target().isEmpty()) {
      return new TargetEntry.Bad(place + line.fault().orElse("is not a valid target"));
    }
    return wanted(line.target().get(), place);
  }

  private TargetEntry wanted(Target target, String place) {
    Optional<String> objection = admission.objection(target);
    if (objection.isPresent()) {
      return new TargetEntry.Bad(place + objection.get());
    }
    if (target instanceof FileTarget file && file.path().isEmpty() && list.isPresent()) {
      return new TargetEntry.Bad(place + "'-' cannot be a target beside or inside a list");
    }
    return new TargetEntry.Wanted(target);
  }
}
