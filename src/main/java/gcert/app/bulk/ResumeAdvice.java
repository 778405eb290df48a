package gcert.app.bulk;

/** How a run that was interrupted can be gone on with. */
public enum ResumeAdvice {
  /** From its output, where that is JSON. */
  RESUME,
  /** Only by running it again. */
  REPEAT,
  /** By the next run, since what was seen has been kept. */
  SAVED
}
