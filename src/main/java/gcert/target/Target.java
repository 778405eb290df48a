package gcert.target;

/** One thing whose certificates are wanted: a server to be asked, or a file to be read. */
public sealed interface Target permits ServerTarget, FileTarget {

  /** The target as a person recognises it: the text that was given, without surrounding space. */
  String text();
}
