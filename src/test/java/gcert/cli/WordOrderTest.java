package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.cli.command.CommandLines;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.GivenOptions;
import gcert.cli.option.Option;
import gcert.cli.option.PicocliModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Options may stand before, between and behind the parameters, and mean the same. */
class WordOrderTest {
  private static final int LINES = 100;

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "check", "show", "diff", "watch", "roots diff", "roots which"})
  void theOrderOfOptionsAndParametersDoesNotMatter(String command) {
    Random random = new Random(command.hashCode());
    List<String> head = List.of(command.split(" "));
    CommandLine.Model.CommandSpec spec = spec(head);
    for (int line = 0; line < LINES; line++) {
      List<List<String>> options = options(spec, random);
      List<String> targets = new ArrayList<>();
      for (int i = count(spec, random); i > 0; i--) {
        targets.add("mx" + i + ".example.net");
      }

      CommandSpec declared = CommandLines.spec(CommandLines.named(command));
      GivenOptions given = PicocliModel.given(parse(head, mixed(options, targets, random)));

      assertThat(given.parameters()).as("%s", options).isEqualTo(targets);
      for (List<String> option : options) {
        Option<?> name = declared.option(option.get(0)).orElseThrow();
        assertThat(given.has(name)).as("%s", options).isTrue();
        if (option.size() > 1) {
          assertThat(given.values(name))
              .as("%s", options)
              .containsExactlyElementsOf(option.subList(1, option.size()));
        }
      }
    }
  }

  /** Some options, each with its name and the values that are given to it one after the other. */
  private static List<List<String>> options(CommandLine.Model.CommandSpec spec, Random random) {
    List<OptionSpec> all = new ArrayList<>(spec.options());
    Collections.shuffle(all, random);
    List<List<String>> chosen = new ArrayList<>();
    for (OptionSpec option : all.subList(0, Math.min(all.size(), random.nextInt(5)))) {
      if (!List.of("-h", "--json").contains(option.longestName())) {
        List<String> words = new ArrayList<>(List.of(option.longestName()));
        int values = option.arity().max() == 0 ? 0 : option.isMultiValue() ? 2 : 1;
        for (int i = 0; i < values; i++) {
          words.add("value" + i);
        }
        chosen.add(words);
      }
    }
    return chosen;
  }

  /** In a random order, but the values of one option, and the targets, in their own. */
  private static List<String> mixed(
      List<List<String>> options, List<String> targets, Random random) {
    List<Deque<List<String>>> queues = new ArrayList<>();
    for (List<String> option : options) {
      Deque<List<String>> queue = new ArrayDeque<>();
      if (option.size() == 1) {
        queue.add(option);
      }
      for (String value : option.subList(1, option.size())) {
        queue.add(List.of(option.get(0), value));
      }
      queues.add(queue);
    }
    queues.add(new ArrayDeque<>(targets.stream().map(List::of).toList()));
    List<String> words = new ArrayList<>();
    while (!queues.isEmpty()) {
      Deque<List<String>> queue = queues.get(random.nextInt(queues.size()));
      words.addAll(queue.remove());
      queues.removeIf(Deque::isEmpty);
    }
    return words;
  }

  private static int count(CommandLine.Model.CommandSpec spec, Random random) {
    int most = 0;
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      most =
          parameter.arity().isVariable() && parameter.arity().max() > 1
              ? random.nextInt(2, 6)
              : most + parameter.arity().max();
    }
    return most;
  }

  private static CommandLine.Model.CommandSpec spec(List<String> head) {
    CommandLine line = CommandLines.toRun(head.toArray(new String[0]));
    for (String word : head) {
      line = line.getSubcommands().get(word);
    }
    return line.getCommandSpec();
  }

  private static CommandLine.ParseResult parse(List<String> head, List<String> words) {
    List<String> all = new ArrayList<>(head);
    all.addAll(words);
    String[] line = all.toArray(new String[0]);
    CommandLine.ParseResult parsed = CommandLines.toRun(line).parseArgs(line);
    while (parsed.subcommand() != null) {
      parsed = parsed.subcommand();
    }
    return parsed;
  }
}
