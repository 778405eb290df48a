package gcert.cli.settings;

import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;

/** What is said on standard error, and how much of it. */
public final class OutputOptions {
  /** The dialogue as well. */
  public static final Option<Boolean> VERBOSE =
      Option.flag("-v --verbose", "Show the dialogue with the server on standard error.");

  /** Failures only. */
  public static final Option<Boolean> QUIET =
      Option.flag("-q --quiet", "Say nothing on standard error but failures.").afterVisit();

  /** Everything. */
  public static final Option<Boolean> DEBUG =
      Option.flag("--debug", "Show stack traces and everything that is logged.");

  /** The options that every command has. */
  public static final OptionGroup MESSAGES = new OptionGroup("Messages", QUIET, DEBUG);

  /** The same for commands that talk to a server. */
  public static final OptionGroup DIALOGUE = new OptionGroup("Messages", VERBOSE, QUIET, DEBUG);

  private OutputOptions() {}
}
