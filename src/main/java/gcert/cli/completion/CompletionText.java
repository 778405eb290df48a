package gcert.cli.completion;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.Option;
import java.util.ArrayList;
import java.util.List;

/** What the scripts of all shells are made of. */
final class CompletionText {
  private CompletionText() {}

  /** The commands of the first level, or the members of a family. */
  static List<CommandSpec> members(List<CommandSpec> commands, String family) {
    String prefix = family.isEmpty() ? "" : family + " ";
    List<CommandSpec> members = new ArrayList<>();
    for (CommandSpec command : commands) {
      String name = command.name();
      if (name.startsWith(prefix) && name.indexOf(' ', prefix.length()) < 0) {
        members.add(command);
      }
    }
    return members;
  }

  /** The names of the families. */
  static List<String> families(List<CommandSpec> commands) {
    List<String> families = new ArrayList<>();
    for (CommandSpec command : commands) {
      if (!members(commands, command.name()).isEmpty()) {
        families.add(command.name());
      }
    }
    return families;
  }

  /** The last word of a command's name. */
  static String last(CommandSpec command) {
    return command.name().substring(command.name().lastIndexOf(' ') + 1);
  }

  /** What a command's parameters can be completed to. */
  static Completion parameter(CommandSpec command) {
    return command.parameters().isEmpty()
        ? Completion.NOTHING
        : command.parameters().get(0).completion();
  }

  /** All words that name options of a command. */
  static List<String> options(CommandSpec command) {
    List<String> names = new ArrayList<>();
    for (Option<?> option : command.options()) {
      names.addAll(option.names());
      option.shorthand().ifPresent(names::add);
    }
    return names;
  }

  /** The first sentence of a text, without its full stop. */
  static String brief(String text) {
    int end = text.indexOf(". ");
    String sentence = end < 0 ? text : text.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
