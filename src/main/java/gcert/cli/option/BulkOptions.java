package gcert.cli.option;

import gcert.run.Discovery;
import gcert.run.Expansion;
import gcert.run.Limits;
import gcert.target.Target;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Which further targets there are, what each of them stands for, and how many are done at once. */
public final class BulkOptions {
  private static final int MOST_JOBS = 20_000;

  private BulkOptions() {}

  public static void declare(CommandSpec spec) {
    group()
        .value("--resume", "FILE", "Pass over the targets of FILE, the JSON of an earlier run.")
        .addTo(spec);
  }

  /** Without {@code --resume}, for a command whose output is not the JSON of targets. */
  public static void declareWithoutResume(CommandSpec spec) {
    group().addTo(spec);
  }

  private static OptionGroup group() {
    return new OptionGroup("Many targets", 15)
        .value("--input", "FILE", "Also take the targets in FILE, one a line; - is standard input.")
        .flag("--mx", "Targets are mail domains: visit their mail hosts, the preferred first.")
        .flag(
            "--srv",
            "Targets are mail domains: visit the servers that their SRV records name for mail"
                + " programs.")
        .flag("--all-addresses", "Visit every address of a host, not the first that answers.")
        .value("--samples", "N", "Visit each N times. Default: 1.")
        .value("--pause", "TIME", "Between the starts of two samples. Default: none.")
        .value(
            "--jobs",
            "N",
            "Work on N targets at once. Default: 64 for each processor, up to 1024, and more while"
                + " servers are silent.")
        .value("--per-host", "N", "Keep N connections to one address at once. Default: 2.")
        .value(
            "--retries",
            "N",
            "Try again up to N times, each time later, when a failure may pass. Default: 0.");
  }

  /** What {@code check} has besides. */
  public static void declareRotation(CommandSpec spec) {
    new OptionGroup("Rotation", 17)
        .flag(
            "--rotation",
            "Judge the certificates of each host together: stable, rotating, split or mismatch.")
        .addTo(spec);
  }

  /** Whether this is more than the visit of one server, and worth the machinery for many. */
  public static boolean needed(OptionValues values, List<Target> named) throws UsageException {
    return named.size() != 1
        || values.text("--input").isPresent()
        || values.flag("--mx")
        || values.flag("--srv")
        || values.flag("--all-addresses")
        || values.text("--samples").isPresent()
        || values.text("--pause").isPresent()
        || values.text("--jobs").isPresent()
        || values.text("--per-host").isPresent()
        || values.text("--retries").isPresent()
        || values.text("--resume").isPresent()
        || values.flag("--rotation");
  }

  public static Expansion readExpansion(OptionValues values) throws UsageException {
    int samples = values.number("--samples", 1, 10_000).orElse(1);
    Duration pause =
        values.text("--pause").isPresent()
            ? values.duration("--pause", Duration.ZERO)
            : Duration.ZERO;
    boolean all = values.flag("--all-addresses");
    if (all && values.text("--proxy").isPresent()) {
      throw new UsageException("--all-addresses and --proxy exclude each other");
    }
    return new Expansion(readDiscovery(values), all, samples, pause);
  }

  private static Discovery readDiscovery(OptionValues values) throws UsageException {
    boolean mx = values.flag("--mx");
    boolean srv = values.flag("--srv");
    if (mx && srv) {
      throw new UsageException("--mx and --srv exclude each other");
    }
    return mx ? Discovery.MX : srv ? Discovery.SRV : Discovery.HOST;
  }

  public static Limits readLimits(OptionValues values) throws UsageException {
    Optional<Integer> jobs = values.number("--jobs", 1, MOST_JOBS);
    int perHost = values.number("--per-host", 1, MOST_JOBS).orElse(Limits.POLITE_PER_HOST);
    int retries = values.number("--retries", 0, 100).orElse(0);
    return jobs.isPresent()
        ? Limits.strict(jobs.get(), perHost, retries)
        : Limits.fitting(perHost, retries);
  }

  /** The file of {@code --resume}. */
  public static Optional<Path> readResume(OptionValues values) throws UsageException {
    Optional<String> file = values.text("--resume");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(file.get()));
    } catch (InvalidPathException e) {
      throw values.wrong("--resume", file.get(), "is not a path on this system");
    }
  }
}
