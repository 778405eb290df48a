package gcert.app.bulk;

import gcert.app.Notices;
import gcert.target.ServerTarget;
import java.nio.file.Path;

/** What a person reads during a run over many targets. */
public interface RunNotices extends Notices {

  /**
   * An entry of the list is not a valid target; the others are done.
   *
   * @param complaint where it stands and what is wrong with it, one clause, escaped
   */
  void badEntry(String complaint);

  /** A fault in the program that one target has brought to light; the others go on. */
  void bug(String target, Throwable bug);

  /**
   * Less is visited than a target stands for.
   *
   * @param what what is left out, one clause
   */
  void leftOut(ServerTarget target, String what);

  /** So many targets were done by an earlier run, and skipped. */
  void skipped(long count);

  /**
   * The run was interrupted.
   *
   * @param done how many targets were done
   * @param bad how many of those had problems
   */
  void interrupted(long done, long bad, ResumeAdvice continuation);

  /** A file that a killed run had left unfinished was put right. */
  void mended(Path file, String what);

  /** Notices that are kept until their turn comes. */
  Held hold();

  /** Says what was {@linkplain #hold held}. */
  void release(String held);

  /** Notices that are kept. */
  interface Held {

    /** Where they are said. */
    Notices notices();

    /** What was said there, in the words in which it is released. */
    String text();
  }
}
