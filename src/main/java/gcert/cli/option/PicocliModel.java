package gcert.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * Makes picocli's model of what was declared, by calls: reflection over annotated fields costs more
 * than the rest of a short run's start-up. It serves to parse; the help is written elsewhere.
 */
public final class PicocliModel {
  private PicocliModel() {}

  /**
   * The model of one command. No parameter is required in it, so that a command that lacks one can
   * still be asked for its help: {@link #requireParameters} looks afterwards.
   *
   * @param spec what was declared
   */
  public static CommandLine of(CommandSpec spec) {
    String name = spec.name().isEmpty() ? "gcert" : spec.name();
    CommandLine.Model.CommandSpec model =
        CommandLine.Model.CommandSpec.wrapWithoutInspection(spec)
            .name(name.substring(name.lastIndexOf(' ') + 1));
    for (OptionGroup group : spec.groups()) {
      for (Option<?> option : group.options()) {
        model.addOption(option(option));
        if (option.shorthand().isPresent()) {
          model.addOption(
              OptionSpec.builder(option.shorthand().get()).arity("0").type(boolean.class).build());
        }
      }
    }
    for (Parameter parameter : spec.parameters()) {
      model.addPositional(
          PositionalParamSpec.builder()
              .paramLabel(parameter.label())
              .type(parameter.several() ? String[].class : String.class)
              .arity(parameter.several() ? "0..*" : "0..1")
              .build());
    }
    return new CommandLine(model);
  }

  /** Sets a whole model to the ways of gcert. */
  public static CommandLine configured(CommandLine root) {
    return root.setExpandAtFiles(false)
        .setAbbreviatedOptionsAllowed(false)
        .setOverwrittenOptionsAllowed(true);
  }

  /** What was declared for the command that picocli has found. */
  public static CommandSpec declared(CommandLine command) {
    return command.getCommand();
  }

  /**
   * Checks that no parameter is missing.
   *
   * @throws UsageException when one is
   */
  public static void requireParameters(CommandSpec spec, GivenOptions line) throws UsageException {
    for (Parameter parameter : spec.parameters()) {
      if (!parameter.several() && line.parameters().isEmpty()) {
        throw new UsageException("missing required parameter: '" + parameter.label() + "'");
      }
    }
  }

  /** What a command line gives, as picocli has read it. */
  public static GivenOptions given(ParseResult parsed) {
    return new Parsed(parsed);
  }

  private static OptionSpec option(Option<?> option) {
    OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(new String[0]));
    if (option.takesValue()) {
      builder
          .arity("1")
          .paramLabel(option.label())
          .type(option.isRepeated() ? String[].class : String.class);
    } else {
      builder.arity("0").type(boolean.class);
    }
    return builder.build();
  }

  private record Parsed(ParseResult parsed) implements GivenOptions {
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
    public List<String> values(Option<?> option) {
      OptionSpec matched = parsed.matchedOption(option.name());
      List<String> values = matched == null ? List.of() : matched.originalStringValues();
      if (!hasShorthand(option)) {
        return values;
      }
      List<String> all = new ArrayList<>(values);
      all.add(option.shorthandValue());
      return all;
    }

    @Override
    public boolean has(Option<?> option) {
      return parsed.hasMatchedOption(option.name()) || hasShorthand(option);
    }

    private boolean hasShorthand(Option<?> option) {
      return option.shorthand().isPresent() && parsed.hasMatchedOption(option.shorthand().get());
    }
  }
}
