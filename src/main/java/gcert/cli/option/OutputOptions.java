package gcert.cli.option;

import picocli.CommandLine.Model.CommandSpec;

/** What is said on standard error, and how much of it. */
public final class OutputOptions {
  private OutputOptions() {}

  /** The options that every command has. */
  public static void declareMessages(CommandSpec spec) {
    messages(new OptionGroup("Messages", 90)).addTo(spec);
  }

  /** The same for commands that talk to a server: {@code -v} shows the dialogue. */
  public static void declareDialogue(CommandSpec spec) {
    messages(
            new OptionGroup("Messages", 90)
                .flag("-v --verbose", "Show the dialogue with the server on standard error."))
        .addTo(spec);
  }

  private static OptionGroup messages(OptionGroup group) {
    return group
        .flag("-q --quiet", "Say nothing on standard error but failures.")
        .flag("--debug", "Show stack traces and everything that is logged.");
  }
}
