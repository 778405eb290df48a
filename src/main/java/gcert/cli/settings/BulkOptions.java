package gcert.cli.settings;

import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Types;
import gcert.cli.option.UsageException;
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
          Types.FILE_NAME,
          "Also take the targets in FILE, one a line; - is standard input.");

  /** Mail domains. */
  public static final Option<Boolean> MX =
      Option.flag("--mx", "Targets are mail domains: visit their mail hosts, the preferred first.");

  /** Mail domains, as mail programs see them. */
  public static final Option<Boolean> SRV =
      Option.flag(
          "--srv",
          "Targets are mail domains: visit the servers that their SRV records name for mail"
              + " programs.");

  /** Every address. */
  public static final Option<Boolean> ALL_ADDRESSES =
      Option.flag("--all-addresses", "Visit every address of a host, not the first that answers.");

  /** How often. */
  public static final Option<Integer> SAMPLES =
      Option.value("--samples", "N", Types.number(1, 10_000), "1", "Visit each N times.");

  /** How far apart. */
  public static final Option<Optional<Duration>> PAUSE =
      Option.value(
          "--pause", "TIME", Types.DURATION, "Between the starts of two samples. Default: none.");

  /** How many at once. */
  public static final Option<Optional<Integer>> JOBS =
      Option.value(
          "--jobs",
          "N",
          Types.number(1, MOST_JOBS),
          "Work on N targets at once. Default: 64 for each processor, up to 1024, and more while"
              + " servers are silent.");

  /** How many at once to one address. */
  public static final Option<Integer> PER_HOST =
      Option.value(
          "--per-host",
          "N",
          Types.number(1, MOST_JOBS),
          String.valueOf(Limits.POLITE_PER_HOST),
          "Keep N connections to one address at once.");

  /** How often again. */
  public static final Option<Integer> RETRIES =
      Option.value(
          "--retries",
          "N",
          Types.number(0, 100),
          "0",
          "Try again up to N times, each time later, when a failure may pass.");

  /** What an earlier run has done. */
  public static final Option<Optional<Path>> RESUME =
      Option.value(
          "--resume",
          "FILE",
          Types.FILE,
          "Pass over the targets of FILE, the JSON of an earlier run.");

  /** The hosts of each target together. */
  public static final Option<Boolean> ROTATION =
      Option.flag(
          "--rotation",
          "Judge the certificates of each host together: stable, rotating, split or mismatch.");

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
      throw new UsageException("--all-addresses and --proxy exclude each other");
    }
    return new Expansion(
        readDiscovery(values), all, values.get(SAMPLES), values.get(PAUSE).orElse(Duration.ZERO));
  }

  private static Discovery readDiscovery(OptionValues values) throws UsageException {
    boolean mx = values.get(MX);
    boolean srv = values.get(SRV);
    if (mx && srv) {
      throw new UsageException("--mx and --srv exclude each other");
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
