package gcert.cli.completion;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.Option;
import java.util.ArrayList;
import java.util.List;

/** The script for fish. */
final class FishScript {
  private static final String BEGIN =
      """
      # Completion of gcert for fish, made by 'gcert generate-completion fish'.

      # Whether the words before the cursor begin with this command.
      function __gcert_command
          set -l words
          for word in (commandline -opc)[2..-1]
              string match -q -- '-*' $word; or set -a words $word
          end
          set -l count (count $argv)
          test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
      end

      # Whether no command, or no member of a family, stands before the cursor.
      function __gcert_needs_command
          set -l words
          for word in (commandline -opc)[2..-1]
              string match -q -- '-*' $word; or set -a words $word
          end
          test "$words" = "$argv"
      end

      # CompletionText separated by commas: what is typed so far, with each word behind it.
      function __gcert_list
          set -l typed (string replace -r '^--[^=]*=' '' -- (commandline -ct))
          set -l begun (string replace -r '[^,]*$' '' -- $typed)
          printf '%s\\n' $begun$argv
      end

      # Files behind file:, or names of hosts.
      function __gcert_targets
          set -l typed (commandline -ct)
          if string match -q 'file:*' -- $typed
              printf 'file:%s\\n' (__fish_complete_path (string replace 'file:' '' -- $typed))
          else
              __fish_print_hostnames
          end
      end

      complete -c gcert -f
      """;

  private final List<CommandSpec> commands;
  private final List<String> topics;
  private final StringBuilder text = new StringBuilder();

  FishScript(List<CommandSpec> commands, List<String> topics) {
    this.commands = commands;
    this.topics = topics;
  }

  String text() {
    text.append(BEGIN);
    members("");
    line("__gcert_needs_command", "-a help -d 'Explain a command or a topic'");
    line("__gcert_needs_command", "-s h -l help -d 'Show help'");
    line("__gcert_needs_command", "-s V -l version -d 'Show the version'");
    List<String> explained = new ArrayList<>();
    CompletionText.members(commands, "").forEach(command -> explained.add(command.name()));
    explained.addAll(topics);
    line("__gcert_command help", "-a '" + String.join(" ", explained) + "'");
    for (CommandSpec command : commands) {
      members(command.name());
      String condition = "__gcert_command " + command.name();
      for (Option<?> option : command.options()) {
        option(condition, option);
      }
      if (!command.parameters().isEmpty()) {
        String values = values(CompletionText.parameter(command)).replaceFirst("^-x ?|^-r ", "");
        if (!values.isEmpty()) {
          line(condition, values);
        }
      }
    }
    return text.toString();
  }

  private void members(String family) {
    for (CommandSpec member : CompletionText.members(commands, family)) {
      line(
          ("__gcert_needs_command " + family).strip(),
          "-a "
              + CompletionText.last(member)
              + " -d "
              + quoted(CompletionText.brief(member.summary())));
    }
  }

  private void option(String condition, Option<?> option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.length() == 2 ? "-s " + name.substring(1) : "-l " + name.substring(2));
      names.append(' ');
    }
    String help = "-d " + quoted(CompletionText.brief(option.help()));
    line(condition, names + (option.takesValue() ? values(option.completion()) + " " : "") + help);
    if (option.shorthand().isPresent()) {
      String same = "Same as " + option.name() + " " + option.shorthandValue();
      line(condition, "-l " + option.shorthand().get().substring(2) + " -d " + quoted(same));
    }
  }

  private static String values(Completion completion) {
    String words = String.join(" ", completion.words());
    return switch (completion.kind()) {
      case NOTHING -> "-x";
      case WORDS -> "-x -a '" + words + "'";
      case COMMA_WORDS -> "-x -a '(__gcert_list " + words + ")'";
      case FILES -> "-r -F" + (words.isEmpty() ? "" : " -a '" + words + "'");
      case DIRECTORIES -> "-x -a '(__fish_complete_directories)'";
      case TARGETS -> "-r -F -a '(__gcert_targets)'";
    };
  }

  private void line(String condition, String what) {
    text.append("complete -c gcert -n '").append(condition).append("' ").append(what).append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
