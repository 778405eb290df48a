package gcert.cli.completion;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.Option;
import java.util.List;

/** The script for zsh, by its own {@code _arguments}. */
final class ZshScript {
  private static final String HELPERS =
      """

      (( $+functions[_gcert_files_or] )) || _gcert_files_or() {
        _alternative "words:word:($*)" 'files:file:_files'
      }

      (( $+functions[_gcert_targets] )) || _gcert_targets() {
        if compset -P 'file:'; then
          _files
        else
          _alternative 'hosts:host:_hosts' 'files:file:_files'
        fi
      }
      """;

  private static final String END =
      """

      if [[ ${funcstack[1]} == _gcert ]]; then
        _gcert "$@"
      else
        (( $+functions[compdef] )) || { autoload -U compinit && compinit }
        compdef _gcert gcert
      fi
      """;

  private final List<CommandSpec> commands;
  private final List<String> topics;
  private final StringBuilder text = new StringBuilder();

  ZshScript(List<CommandSpec> commands, List<String> topics) {
    this.commands = commands;
    this.topics = topics;
  }

  String text() {
    text.append("#compdef gcert\n");
    text.append("# Completion of gcert for zsh, made by 'gcert generate-completion zsh'.\n");
    text.append(HELPERS);
    for (CommandSpec command : commands) {
      function(command);
    }
    text.append("\n(( $+functions[_gcert-help] )) || _gcert-help() {\n");
    text.append("  local -a names\n  names=(\n");
    describe("");
    topics.forEach(topic -> text.append("    '").append(topic).append("'\n"));
    text.append("  )\n  _describe -t commands 'command or topic' names\n}\n");
    members("_gcert", "");
    return text.append(END).toString();
  }

  private void function(CommandSpec command) {
    if (!CompletionText.members(commands, command.name()).isEmpty()) {
      members(name(command), command.name());
      return;
    }
    text.append('\n').append("(( $+functions[").append(name(command)).append("] )) || ");
    text.append(name(command)).append("() {\n  _arguments -s -S");
    for (Option<?> option : command.options()) {
      option(option);
    }
    String parameter = action(CompletionText.parameter(command));
    if (!command.parameters().isEmpty()) {
      boolean several = command.parameters().get(0).several();
      text.append(" \\\n    '").append(several ? "*" : "1").append(':');
      text.append(command.parameters().get(0).label()).append(':').append(parameter).append('\'');
    }
    text.append("\n}\n");
  }

  private void members(String function, String family) {
    text.append('\n');
    if (!family.isEmpty()) {
      text.append("(( $+functions[").append(function).append("] )) || ");
    }
    text.append(function).append("() {\n");
    text.append("  local curcontext=\"$curcontext\" state line\n  local -a names\n");
    text.append("  _arguments -C '(- *)'{-h,--help}'[Show help]' '(- *)'{-V,--version}'[Show the");
    text.append(" version]' \\\n    '1:command:->command' '*::argument:->argument'\n");
    text.append("  case $state in\n    command)\n      names=(\n");
    describe(family);
    if (family.isEmpty()) {
      text.append("    'help:Explain a command or a topic'\n");
    }
    text.append("      )\n      _describe -t commands command names\n      ;;\n");
    text.append("    argument)\n      curcontext=\"${curcontext%:*}-$line[1]:\"\n");
    text.append("      (( $+functions[").append(function).append("-$line[1]] )) && ");
    text.append(function).append("-$line[1]\n      ;;\n  esac\n}\n");
  }

  private void describe(String family) {
    for (CommandSpec member : CompletionText.members(commands, family)) {
      text.append("    '").append(CompletionText.last(member)).append(':');
      text.append(escaped(CompletionText.brief(member.summary()))).append("'\n");
    }
  }

  private void option(Option<?> option) {
    String help =
        escaped(CompletionText.brief(option.help())).replace("[", "\\[").replace("]", "\\]");
    String exclusive = option.isRepeated() ? "*" : "(" + String.join(" ", option.names()) + ")";
    String value =
        option.takesValue() ? ":" + option.label() + ":" + action(option.completion()) : "";
    for (String name : option.names()) {
      String sign = !option.takesValue() ? "" : name.length() == 2 ? "+" : "=";
      text.append(" \\\n    '").append(exclusive).append(name).append(sign);
      text.append('[').append(help).append(']').append(value).append('\'');
    }
    if (option.shorthand().isPresent()) {
      text.append(" \\\n    '").append(option.shorthand().get()).append("[Same as ");
      text.append(option.name()).append(' ').append(option.shorthandValue()).append("]'");
    }
  }

  private static String action(Completion completion) {
    String words = String.join(" ", completion.words());
    return switch (completion.kind()) {
      case NOTHING -> " ";
      case WORDS -> "(" + words + ")";
      case COMMA_WORDS -> "{_values -s , word " + words + "}";
      case FILES -> words.isEmpty() ? "_files" : " _gcert_files_or " + words;
      case DIRECTORIES -> "_files -/";
      case TARGETS -> "_gcert_targets";
    };
  }

  private static String name(CommandSpec command) {
    return "_gcert-" + command.name().replace(' ', '-');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "'\\''").replace(":", "\\:");
  }
}
