package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;

/** One subcommand. */
public interface Command {

  /** The options, parameters and help of this command. */
  CommandSpec spec();

  /**
   * Runs the command.
   *
   * @param values what the user gave
   * @param session the streams, environment and clock
   * @return the exit code
   * @throws UsageException when the values contradict each other or cannot be read
   * @throws LocalFaultException when something on this side fails: a file, the output
   */
  int run(OptionValues values, Session session) throws UsageException, LocalFaultException;
}
