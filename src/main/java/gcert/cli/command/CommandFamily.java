package gcert.cli.command;

import java.util.Map;
import java.util.function.Supplier;

/** A command that has commands of its own: {@code gcert roots list}. */
public interface CommandFamily extends Command {

  /** The members by their words, in the order of the help. */
  Map<String, Supplier<Command>> members();
}
