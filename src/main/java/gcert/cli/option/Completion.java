package gcert.cli.option;

import java.util.List;

/**
 * What a shell can offer where a value is due.
 *
 * @param kind of which kind it is
 * @param words the words, where they are known
 */
public record Completion(Kind kind, List<String> words) {
  /** Nothing can be known. */
  public static final Completion NOTHING = new Completion(Kind.NOTHING, List.of());

  /** Files. */
  public static final Completion FILES = new Completion(Kind.FILES, List.of());

  /** Directories. */
  public static final Completion DIRECTORIES = new Completion(Kind.DIRECTORIES, List.of());

  /** Names of hosts that the shell knows, and files. */
  public static final Completion TARGETS = new Completion(Kind.TARGETS, List.of());

  /** The kinds. */
  public enum Kind {
    NOTHING,
    /** One of the words. */
    WORDS,
    /** Words separated by commas. */
    COMMA_WORDS,
    /** A file, or one of the words. */
    FILES,
    DIRECTORIES,
    TARGETS
  }

  /** One of some words. */
  public static Completion of(List<String> words) {
    return new Completion(Kind.WORDS, words);
  }

  /** Some of some words, separated by commas. */
  public static Completion someOf(List<String> words) {
    return new Completion(Kind.COMMA_WORDS, words);
  }

  /** A file, or one of some words. */
  public static Completion filesOr(List<String> words) {
    return new Completion(Kind.FILES, words);
  }
}
