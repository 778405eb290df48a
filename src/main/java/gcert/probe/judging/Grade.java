package gcert.probe.judging;

/** How a norm thinks of something that a server takes, the best first. */
public enum Grade {
  /** It is recommended. */
  GOOD("good"),
  /** It is allowed. */
  SUFFICIENT("sufficient"),
  /** It is still allowed, and has to go. */
  PHASE_OUT("phase out"),
  /** It is forbidden, or not among what is allowed. */
  INSUFFICIENT("insufficient");

  private final String label;

  Grade(String label) {
    this.label = label;
  }

  /** The word for it: {@code phase out}. */
  public String label() {
    return label;
  }

  /** The worse of two. */
  static Grade worse(Grade one, Grade other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  static Grade of(String label) {
    for (Grade grade : values()) {
      if (grade.label.equals(label)) {
        return grade;
      }
    }
    throw new IllegalArgumentException(label);
  }
}
