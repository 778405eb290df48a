package gcert.run;

import java.time.Duration;

/**
 * What one target stands for.
 *
 * @param mx whether it is a mail domain, in place of which its mail hosts are visited
 * @param allAddresses whether every address of a host is visited, not the first that answers
 * @param samples how often each of them is visited, at least once
 * @param pause between the starts of two samples
 */
public record Expansion(boolean mx, boolean allAddresses, int samples, Duration pause) {

  /** Itself, visited once. */
  public static Expansion none() {
    return new Expansion(false, false, 1, Duration.ZERO);
  }

  /** Whether one target can lead to several visits. */
  public boolean multiplies() {
    return mx || allAddresses || samples > 1;
  }
}
