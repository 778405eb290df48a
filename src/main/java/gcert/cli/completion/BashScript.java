package gcert.cli.completion;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The script for bash.
 *
 * <p>Bash breaks words at {@code :} and {@code =} and completes what stands behind; the script
 * joins them again to see what is meant, and takes off its answers what bash will not replace.
 */
final class BashScript {
  private static final String BEGIN =
      """
      # Completion of gcert for bash, made by 'gcert generate-completion bash'.

      if [ -n "${ZSH_VERSION-}" ]; then
        eval "$(gcert generate-completion zsh)"
      else

      # Offers words: $1 is a list of them, one per line.
      _gcert_words() {
        local word
        while IFS= read -r word; do
          case $word in
            "$value"*) COMPREPLY+=("${prefix}${word#"$strip"}") ;;
          esac
        done <<EOF
      $1
      EOF
      }

      # Offers words separated by commas, each one only once.
      _gcert_comma_words() {
        local begun="${value%"${value##*,}"}" word all=
        while IFS= read -r word; do
          case ",$begun" in
            *",$word,"*) ;;
            *) all="$all$begun$word
      " ;;
          esac
        done <<EOF
      $1
      EOF
        _gcert_words "${all%?}"
        type compopt >/dev/null 2>&1 && compopt -o nospace
      }

      # Offers files, or directories with -d.
      _gcert_files() {
        local file path="${value#file:}" head=
        [ "$path" = "$value" ] || head=file:
        while IFS= read -r file; do
          [ -n "$file" ] || continue
          file="$head$file"
          COMPREPLY+=("${prefix}${file#"$strip"}")
        done <<EOF
      $(compgen "${1:--f}" -- "$path")
      EOF
        type compopt >/dev/null 2>&1 && compopt -o filenames
      }

      # Offers hosts that are known, and files.
      _gcert_targets() {
        local host
        case $value in
          file:*) ;;
          *)
            while IFS= read -r host; do
              [ -z "$host" ] || COMPREPLY+=("${prefix}${host#"$strip"}")
            done <<EOF
      $(compgen -A hostname -- "$value" | sort -u)
      EOF
            ;;
        esac
        _gcert_files
      }

      _gcert() {
        local joined=() piece rest="${COMP_LINE:0:COMP_POINT}" bare i n=0
        COMPREPLY=()
        for ((i = 0; i <= COMP_CWORD; i++)); do
          piece="${COMP_WORDS[i]}"
          bare="${rest#"${rest%%[![:space:]]*}"}"
          if [ "$n" -gt 0 ] && [ "$rest" = "$bare" ]; then
            joined[n - 1]="${joined[n - 1]}$piece"
          else
            joined[n]="$piece"
            n=$((n + 1))
          fi
          rest="${bare#"$piece"}"
        done
        local value="${joined[n - 1]}" prefix= strip= option= command= family=
        local breaks="${COMP_WORDBREAKS//[^:=@]/}"
        for ((i = 1; i < n - 1; i++)); do
          piece="${joined[i]}"
          case $piece in
            -*) ;;
            *)
              if [ -z "$command" ]; then
                command=$piece
                case $piece in
                  @families@) family=$piece ;;
                  *) break ;;
                esac
              else
                command="$command $piece"
                break
              fi
              ;;
          esac
        done
        case $value in
          --*=*)
            option="${value%%=*}"
            value="${value#*=}"
            case $breaks in
              *=*) ;;
              *) prefix="$option=" ;;
            esac
            ;;
          *)
            [ "$n" -lt 2 ] || option="${joined[n - 2]}"
            ;;
        esac
        [ -z "$breaks" ] || strip="${value%"${value##*[$breaks]}"}"
      """;

  private static final String END =
      """
      }

      complete -o bashdefault -o default -F _gcert gcert

      fi
      """;

  private final List<CommandSpec> commands;
  private final List<String> topics;
  private final StringBuilder text = new StringBuilder();

  BashScript(List<CommandSpec> commands, List<String> topics) {
    this.commands = commands;
    this.topics = topics;
  }

  String text() {
    text.append(BEGIN.replace("@families@", String.join("|", CompletionText.families(commands))));
    values();
    words();
    return text.append(END).toString();
  }

  /** What is due behind an option, for all commands that have it with the same values at once. */
  private void values() {
    Map<Completion, List<String>> options = new LinkedHashMap<>();
    for (CommandSpec command : commands) {
      for (Option<?> option : command.options()) {
        if (option.takesValue()) {
          for (String name : option.names()) {
            options
                .computeIfAbsent(option.completion(), kind -> new ArrayList<>())
                .add("'" + command.name() + ' ' + name + "'");
          }
        }
      }
    }
    text.append("  case \"$command $option\" in\n");
    options.forEach(
        (completion, names) ->
            text.append("    ")
                .append(String.join(" | \\\n      ", names))
                .append(")\n")
                .append(offer(completion))
                .append("      return\n      ;;\n"));
    text.append("  esac\n");
  }

  private void words() {
    text.append("  case \"$value\" in\n    -*)\n      case \"$command\" in\n");
    for (CommandSpec command : commands) {
      text.append("        '")
          .append(command.name())
          .append("') _gcert_words '")
          .append(String.join("\n", CompletionText.options(command)))
          .append("' ;;\n");
    }
    text.append("        '') _gcert_words '-h\n--help\n-V\n--version' ;;\n");
    text.append("      esac\n      return\n      ;;\n  esac\n  case \"$command\" in\n");
    text.append("    '') _gcert_words '").append(names("")).append("\nhelp' ;;\n");
    text.append("    help*) _gcert_words '")
        .append(names(""))
        .append('\n')
        .append(String.join("\n", topics))
        .append("' ;;\n");
    for (CommandSpec command : commands) {
      String members = names(command.name());
      String offer =
          members.isEmpty()
              ? offer(CompletionText.parameter(command))
              : "      _gcert_words '" + members + "'\n";
      if (!offer.isEmpty()) {
        text.append("    '").append(command.name()).append("')\n").append(offer);
        text.append("      ;;\n");
      }
    }
    text.append("  esac\n");
  }

  private String names(String family) {
    List<String> names = new ArrayList<>();
    for (CommandSpec member : CompletionText.members(commands, family)) {
      names.add(CompletionText.last(member));
    }
    return String.join("\n", names);
  }

  private static String offer(Completion completion) {
    String list = "'" + String.join("\n", completion.words()) + "'\n";
    return switch (completion.kind()) {
      case NOTHING -> "";
      case WORDS -> "      _gcert_words " + list;
      case COMMA_WORDS -> "      _gcert_comma_words " + list;
      case FILES ->
          (completion.words().isEmpty() ? "" : "      _gcert_words " + list)
              + "      _gcert_files\n";
      case DIRECTORIES -> "      _gcert_files -d\n";
      case TARGETS -> "      _gcert_targets\n";
    };
  }
}
