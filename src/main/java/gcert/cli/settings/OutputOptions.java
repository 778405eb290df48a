package gcert.cli.settings;

import gcert.app.OutputFile;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import java.nio.file.Path;
import java.util.Optional;

/** What is said on standard error, and how much of it. */
public final class OutputOptions {
  /** The dialogue as well. */
  public static final Option<Boolean> VERBOSE =
      Option.flag("-v --verbose", "Show on standard error what is looked up, sent and received.")
          .briefly("Show what is looked up, sent and received.");

  /** Failures only. */
  public static final Option<Boolean> QUIET = Option.flag("-q --quiet", "Print failures only.");

  /** Everything. */
  public static final Option<Boolean> DEBUG =
      Option.flag("--debug", "Print stack traces and everything that is logged.");

  /** The options that every command has. */
  public static final OptionGroup MESSAGES = new OptionGroup("Diagnostics", QUIET, DEBUG);

  /** The same for commands that talk to a server. */
  public static final OptionGroup DIALOGUE = new OptionGroup("Diagnostics", VERBOSE, QUIET, DEBUG);

  private OutputOptions() {}

  /**
   * The file that the user named; empty when standard output is meant.
   *
   * @param option by which option
   */
  public static Optional<OutputFile> readFile(Option<Optional<Path>> option, OptionValues values)
      throws UsageException {
    Optional<Path> file = values.get(option);
    if (file.isPresent() && file.get().toString().isEmpty()) {
      throw new UsageException(option.name() + ": no file is named");
    }
    return file.filter(path -> !path.toString().equals("-")).map(OutputFile::new);
  }
}
