package gcert.run;

import java.time.Duration;

/**
 * What one target stands for.
 *
 * @param discovery how the servers are found that it stands for
 * @param allAddresses whether every address of a host is visited, not the first that answers
 * @param samples how often each of them is visited, at least once
 * @param pause between the starts of two samples
 */
public record Expansion(Discovery discovery, boolean allAddresses, int samples, Duration pause) {

  /** Itself, visited once. */
  public static Expansion none() {
    return new Expansion(Discovery.HOST, false, 1, Duration.ZERO);
  }

  /** Whether one target can lead to several visits. */
  public boolean multiplies() {
    return discovery != Discovery.HOST || allAddresses || samples > 1;
  }
}
