package gcert.app.bulk;

import java.util.OptionalLong;

/** Follows how far a run has got. Safe for use by several threads. */
public interface Progress {

  /** The run begins. */
  void begin(Position position);

  /** A visit was made. */
  void count(boolean holds);

  /** The run has ended. May be called more than once. */
  void end();

  /** How much of the list has been read. */
  interface Position {

    /** How many entries have been read. */
    long entries();

    /** How many octets of the list have been read with them. */
    long octets();

    /** How many octets the whole list has; empty when that is not known. */
    OptionalLong size();

    /**
     * How many targets the run goes through, those of the list that it skips or cannot read left
     * out; empty when the list cannot be counted ahead, as one that is read from a pipe. Takes as
     * long as reading the list the first time that it is asked, and less as lines prove to be bad.
     */
    OptionalLong targets();
  }
}
