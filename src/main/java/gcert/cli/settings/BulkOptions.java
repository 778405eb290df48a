package gcert.cli.settings;

import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.run.Discovery;
import gcert.run.Expansion;
import gcert.run.Limits;
import gcert.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which further targets there are, what each of them stands for, and how many are done at once. */
public final class BulkOptions {
  private static final int MOST_JOBS = 20_000;

  /** The list. */
  public static final Option<Optional<String>> INPUT =
      Option.value(
              "--input",
              "FILE",
              ValueTypes.FILE_NAME,
              "Also read targets from FILE, one per line; - is standard input.")
          .briefly("Also read targets from FILE, one per line.");

  /** Mail domains. */
  public static final Option<Boolean> MX =
      Option.flag(
              "--mx",
              "Treat targets as mail domains: connect to their mail hosts, the preferred one first.")
          .briefly("Treat targets as mail domains.");

  /** Mail domains, as mail programs see them. */
  public static final Option<Boolean> SRV =
      Option.flag(
          "--srv",
          "Treat targets as mail domains: connect to the servers that their SRV records name.");

  /** Every address. */
  public static final Option<Boolean> ALL_ADDRESSES =
      Option.flag(
              "--all-addresses",
              "Connect to every address of a host, not only to the first that answers.")
          .briefly("Connect to every address of a host.");

  /** How often. */
  public static final Option<Integer> SAMPLES =
      Option.value(
          "--samples", "N", ValueTypes.number(1, 10_000), "1", "Connect to each target N times.");

  /** How far apart. */
  public static final Option<Optional<Duration>> PAUSE =
      Option.value(
          "--pause",
          "TIME",
          ValueTypes.DURATION,
          "Wait TIME between samples. Default: do not wait.");

  /** How many at once. */
  public static final Option<Optional<Integer>> JOBS =
      Option.value(
          "--jobs",
          "N",
          ValueTypes.number(1, MOST_JOBS),
          "Work on at most N targets at a time. Default: 64 per processor, up to 1024, and more while servers do not answer.");

  /** How many at once to one address. */
  public static final Option<Integer> PER_HOST =
      Option.value(
          "--per-host",
          "N",
          ValueTypes.number(1, MOST_JOBS),
          String.valueOf(Limits.POLITE_PER_HOST),
          "Keep at most N connections to one address open at a time.");

  /** How often again. */
  public static final Option<Integer> RETRIES =
      Option.value(
          "--retries",
          "N",
          ValueTypes.number(0, 100),
          "0",
          "Retry temporary failures up to N times, waiting longer each time.");

  /** What an earlier run has done. */
  public static final Option<Optional<Path>> RESUME =
      Option.value(
          "--resume",
          "FILE",
          ValueTypes.FILE,
          "Skip targets already done in FILE (JSON output of an earlier run).");

  /** The hosts of each target together. */
  public static final Option<Boolean> ROTATION =
      Option.flag(
          "--rotation",
          "Compare the certificates of each host with each other: stable, rotating, split or mismatch.");

  /** Many targets, for a command whose output is not the JSON of targets. */
  public static final OptionGroup WITHOUT_RESUME =
      new OptionGroup(
          "Many targets", INPUT, MX, SRV, ALL_ADDRESSES, SAMPLES, PAUSE, JOBS, PER_HOST, RETRIES);

  /** Many targets. */
  public static final OptionGroup GROUP = WITHOUT_RESUME.and(RESUME);

  /** What {@code check} has besides. */
  public static final OptionGroup ROTATIONS = new OptionGroup("Rotation", ROTATION);

  /** Those with which even one server is a run over many. */
  private static final List<Option<?>> SEVERAL =
      List.of(INPUT, SAMPLES, PAUSE, JOBS, PER_HOST, RETRIES, RESUME);

  private BulkOptions() {}

  /** Whether this is more than the visit of one server, and worth the machinery for many. */
  public static boolean needed(OptionValues values, List<Target> named) throws UsageException {
    if (named.size() != 1
        || readDiscovery(values) != Discovery.HOST
        || values.get(ALL_ADDRESSES)
        || values.get(ROTATION)) {
      return true;
    }
    for (Option<?> option : SEVERAL) {
      if (values.isSet(option)) {
        return true;
      }
    }
    return false;
  }

  public static Expansion readExpansion(OptionValues values) throws UsageException {
    boolean all = values.get(ALL_ADDRESSES);
    if (all && values.isSet(ConnectionOptions.PROXY)) {
      throw new UsageException("--all-addresses and --proxy cannot be combined");
    }
    return new Expansion(
        readDiscovery(values), all, values.get(SAMPLES), values.get(PAUSE).orElse(Duration.ZERO));
  }

  private static Discovery readDiscovery(OptionValues values) throws UsageException {
    boolean mx = values.get(MX);
    boolean srv = values.get(SRV);
    if (mx && srv) {
      throw new UsageException("--mx and --srv cannot be combined");
    }
    return mx ? Discovery.MX : srv ? Discovery.SRV : Discovery.HOST;
  }

  public static Limits readLimits(OptionValues values) throws UsageException {
    Optional<Integer> jobs = values.get(JOBS);
    int perHost = values.get(PER_HOST);
    int retries = values.get(RETRIES);
    return jobs.isPresent()
        ? Limits.strict(jobs.get(), perHost, retries)
        : Limits.fitting(perHost, retries);
  }
}
