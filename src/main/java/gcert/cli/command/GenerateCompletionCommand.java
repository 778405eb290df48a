package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.completion.Shell;
import gcert.cli.manual.Topics;
import gcert.cli.message.Messages;
import gcert.cli.option.Choice;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Parameter;
import gcert.cli.option.UsageException;
import gcert.cli.settings.OutputOptions;
import gcert.cli.terminal.Session;
import java.util.List;
import java.util.function.Supplier;

/** {@code gcert generate-completion}: prints the completion script for bash and zsh. */
public final class GenerateCompletionCommand implements Command {
  private final Supplier<List<CommandSpec>> commands;

  /**
   * Makes one.
   *
   * @param commands every command that is completed
   */
  public GenerateCompletionCommand(Supplier<List<CommandSpec>> commands) {
    this.commands = commands;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec("generate-completion", "Print a completion script for a shell.")
        .about("Without SHELL the script serves bash and zsh alike.")
        .takes(
            new Parameter(
                "SHELL",
                true,
                Completion.of(Choice.of(Shell.values()).words()),
                "bash, zsh or fish."))
        .options(OutputOptions.MESSAGES)
        .example("source <(gcert generate-completion)", "Complete in this bash or zsh")
        .example(
            "gcert generate-completion fish > ~/.config/fish/completions/gcert.fish",
            "Complete in fish from now on");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<String> shells = values.parameters();
    if (shells.size() > 1) {
      throw new UsageException("generate-completion takes one shell, not " + shells.size());
    }
    Shell shell = Shell.BASH;
    if (!shells.isEmpty()) {
      try {
        shell = Choice.of(Shell.values()).parse(shells.get(0));
      } catch (InvalidValueException e) {
        throw new UsageException("'" + Messages.printable(shells.get(0)) + "' " + e.getMessage());
      }
    }
    session.out().write(shell.script(commands.get(), Topics.names()));
    return ExitCode.OK;
  }
}
