package gcert.cli.command;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.OutputOptions;
import gcert.cli.terminal.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** {@code gcert roots}: what is known of the roots that gcert trusts. */
public final class RootsCommand implements CommandFamily {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "roots",
            "List, show, date, compare and update the root certificates that gcert trusts.")
        .options(OutputOptions.MESSAGES)
        .example("gcert roots list", "List the roots in use")
        .example("gcert roots which mx.example.net", "Show which root a server chains up to");
  }

  @Override
  public Map<String, Supplier<Command>> members() {
    Map<String, Supplier<Command>> members = new LinkedHashMap<>();
    members.put("list", RootsListCommand::new);
    members.put("show", RootsShowCommand::new);
    members.put("age", RootsAgeCommand::new);
    members.put("diff", RootsDiffCommand::new);
    members.put("update", RootsUpdateCommand::new);
    members.put("which", RootsWhichCommand::new);
    return members;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException {
    throw new UsageException("roots needs one of " + String.join(", ", members().keySet()));
  }
}
