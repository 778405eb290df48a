package gcert.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What a command line itself gives, whoever has read it. */
public interface GivenOptions {

  /** The positional parameters, in order. */
  List<String> parameters();

  /**
   * The values given to an option, in order: none when it does not stand on the command line.
   *
   * @param name the long name, with its hyphens
   */
  List<String> values(String name);

  /** Whether an option stands on the command line. */
  boolean has(String name);

  /** What picocli has read. */
  static GivenOptions of(ParseResult parsed) {
    return new Parsed(parsed);
  }

  /**
   * What picocli has read.
   *
   * @param parsed the result of the command that runs
   */
  record Parsed(ParseResult parsed) implements GivenOptions {
    @Override
    public List<String> parameters() {
      // Not those that picocli lists as matched: one that goes on behind an option is listed again.
      List<String> all = new ArrayList<>();
      for (PositionalParamSpec position : parsed.commandSpec().positionalParameters()) {
        all.addAll(position.originalStringValues());
      }
      return all;
    }

    @Override
    public List<String> values(String name) {
      OptionSpec option = parsed.matchedOption(name);
      return option == null ? List.of() : option.originalStringValues();
    }

    @Override
    public boolean has(String name) {
      return parsed.hasMatchedOption(name);
    }
  }
}
