package gcert.run;

/**
 * How much is done at once, and how often.
 *
 * @param jobs how many targets are worked on at once
 * @param spare how many more there may be while others wait for servers that are silent
 * @param perHost how many connections to one address there are at once
 * @param retries how often a visit is made again that failed for a reason that may pass
 */
public record Limits(int jobs, int spare, int perHost, int retries) {
  private static final int JOBS_PER_PROCESSOR = 64;
  private static final int MOST_JOBS = 1024;

  /** Each takes some 100 kB. */
  private static final int SPARE_THREADS = 2048;

  /** Two connections to an address: what a server can take for two clients in no hurry. */
  public static final int POLITE_PER_HOST = 2;

  /**
   * As many jobs as fit this machine, and spare ones for when servers are silent. Nearly all of
   * them wait for a server at any moment, so there are many for each processor.
   */
  public static Limits fitting(int perHost, int retries) {
    int processors = Runtime.getRuntime().availableProcessors();
    int jobs = Math.min(processors * JOBS_PER_PROCESSOR, MOST_JOBS);
    return new Limits(jobs, SPARE_THREADS, perHost, retries);
  }

  /** The same for visits that open all the connections that one address may have. */
  public Limits oneVisitPerHost() {
    return new Limits(jobs, spare, 1, retries);
  }

  /** So many jobs and no more. */
  public static Limits strict(int jobs, int perHost, int retries) {
    return new Limits(jobs, 0, perHost, retries);
  }
}
