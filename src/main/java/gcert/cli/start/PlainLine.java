package gcert.cli.start;

import gcert.cli.command.CommandLines;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.GivenOptions;
import gcert.cli.option.Option;
import gcert.file.NamedFiles;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command line so plain that it is read without a model of all options: {@code fetch}, {@code
 * check} or {@code show} with one server and none but a few options. Setting up the model takes a
 * cold JVM as long as two round trips.
 *
 * <p>Whatever is not plain is left to picocli, every mistake above all. None of these options
 * changes how the server is visited: they say what is made of what it shows.
 */
public final class PlainLine implements GivenOptions {
  private final CommandSpec spec;
  private final ServerTarget target;
  private final List<Option<?>> options;

  /** The value of the option at the same index; empty for a flag. */
  private final List<String> values;

  private PlainLine(
      CommandSpec spec, ServerTarget target, List<Option<?>> options, List<String> values) {
    this.spec = spec;
    this.target = target;
    this.options = options;
    this.values = values;
  }

  /** Reads a command line; empty when it is not plain. */
  public static Optional<PlainLine> read(String... arguments) {
    if (arguments.length < 2 || !isCommand(arguments[0])) {
      return Optional.empty();
    }
    CommandSpec spec = CommandLines.spec(CommandLines.command(arguments[0]).orElseThrow());
    List<Option<?>> options = new ArrayList<>();
    List<String> values = new ArrayList<>();
    String word = "";
    for (int i = 1; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("-")) {
        if (!word.isEmpty()) {
          return Optional.empty();
        }
        word = argument;
        continue;
      }
      int sign = argument.indexOf('=');
      Optional<Option<?>> named = spec.option(sign < 0 ? argument : argument.substring(0, sign));
      if (named.isEmpty() || !named.get().isAfterVisit()) {
        return Optional.empty();
      }
      Option<?> option = named.get();
      if (option.shorthand().isPresent() && options.contains(option)) {
        return Optional.empty();
      }
      String value = "";
      boolean shorthand =
          !option.names().contains(sign < 0 ? argument : argument.substring(0, sign));
      if (shorthand && sign < 0) {
        value = option.shorthandValue();
      } else if (option.takesValue() && !shorthand) {
        if (sign < 0) {
          i++;
          value = i < arguments.length ? arguments[i] : "";
        } else {
          value = argument.substring(sign + 1);
        }
        if (value.isEmpty() || value.startsWith("-")) {
          return Optional.empty();
        }
      } else if (sign >= 0) {
        return Optional.empty();
      }
      options.add(option);
      values.add(value);
    }
    Optional<ServerTarget> target = parse(word);
    return target.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlainLine(spec, target.get(), options, values));
  }

  /** The command. */
  public CommandSpec spec() {
    return spec;
  }

  /** The one server. */
  public ServerTarget target() {
    return target;
  }

  @Override
  public List<String> parameters() {
    return List.of(target.text());
  }

  @Override
  public List<String> values(Option<?> option) {
    List<String> given = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i) == option) {
        given.add(values.get(i));
      }
    }
    return given;
  }

  @Override
  public boolean has(Option<?> option) {
    return options.contains(option);
  }

  private static boolean isCommand(String word) {
    return word.equals("fetch") || word.equals("check") || word.equals("show");
  }

  private static Optional<ServerTarget> parse(String word) {
    if (NamedFiles.isFile(word)) {
      return Optional.empty();
    }
    try {
      return new TargetParser(OptionalInt.empty()).parse(word) instanceof ServerTarget server
          ? Optional.of(server)
          : Optional.empty();
    } catch (MalformedTargetException e) {
      return Optional.empty();
    }
  }
}
