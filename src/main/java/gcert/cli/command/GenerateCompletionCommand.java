package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.settings.OutputOptions;
import gcert.cli.terminal.Session;
import picocli.AutoComplete;

/** {@code gcert generate-completion}: prints the completion script for bash and zsh. */
public final class GenerateCompletionCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "generate-completion",
            "Prints the completion script for bash and zsh;"
                + " use it with: source <(gcert generate-completion)")
        .options(OutputOptions.MESSAGES);
  }

  @Override
  public int run(OptionValues values, Session session) throws LocalFaultException {
    session.out().write(AutoComplete.bash("gcert", CommandLines.whole()));
    return ExitCode.OK;
  }
}
