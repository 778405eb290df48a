package gcert.app;

/** What has become of a file that was to be written. */
public enum FileOutcome {
  /** It has other content than before, or is new. */
  UPDATED("updated"),
  /** It was replaced by the same, or had it already. */
  UNCHANGED("unchanged"),
  /** It was not written, and is as it was. */
  NOT_CHANGED("not changed"),
  /** It was not written, and there is none. */
  NOT_WRITTEN("not written");

  private final String words;

  FileOutcome(String words) {
    this.words = words;
  }

  /** In words that stand behind the name of the file: {@code not changed}. */
  public String words() {
    return words;
  }
}
