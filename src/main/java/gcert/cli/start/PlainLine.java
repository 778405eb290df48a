package gcert.cli.start;

import gcert.cli.option.GivenOptions;
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
 * changes how the server is met: they say what is made of what it shows.
 */
public final class PlainLine implements GivenOptions {
  private static final List<String> COMMANDS = List.of("fetch", "check", "show");

  private final String command;
  private final ServerTarget target;

  /** Names and values in turn; the value of a flag is empty. */
  private final List<String> options;

  private PlainLine(String command, ServerTarget target, List<String> options) {
    this.command = command;
    this.target = target;
    this.options = options;
  }

  /** Reads a command line; empty when it is not plain. */
  public static Optional<PlainLine> read(String... arguments) {
    if (arguments.length < 2 || !COMMANDS.contains(arguments[0])) {
      return Optional.empty();
    }
    List<String> options = new ArrayList<>();
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
      String name = longName(sign < 0 ? argument : argument.substring(0, sign));
      String value = "";
      if (takesValue(arguments[0], name)) {
        if (sign < 0) {
          i++;
          value = i < arguments.length ? arguments[i] : "";
        } else {
          value = argument.substring(sign + 1);
        }
        if (value.isEmpty() || value.startsWith("-")) {
          return Optional.empty();
        }
      } else if (sign >= 0 || !isFlag(arguments[0], name)) {
        return Optional.empty();
      }
      options.add(name);
      options.add(value);
    }
    Optional<ServerTarget> target = parse(word);
    return target.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlainLine(arguments[0], target.get(), options));
  }

  /** The first word. */
  public String command() {
    return command;
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
  public List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < options.size(); i += 2) {
      if (options.get(i).equals(name)) {
        values.add(options.get(i + 1));
      }
    }
    return values;
  }

  @Override
  public boolean has(String name) {
    return !values(name).isEmpty();
  }

  private static boolean isFlag(String command, String name) {
    return switch (name) {
      case "--insecure", "--strict", "--quiet" -> true;
      case "--chain", "--full-chain" -> command.equals("fetch");
      default -> false;
    };
  }

  private static boolean takesValue(String command, String name) {
    return switch (name) {
      case "--roots", "--at", "--format" -> true;
      case "--output" -> !command.equals("show");
      case "--expires-within", "--pin", "--require", "--require-anchor" -> command.equals("check");
      case "--color" -> !command.equals("fetch");
      default -> false;
    };
  }

  private static String longName(String name) {
    return switch (name) {
      case "-k" -> "--insecure";
      case "-q" -> "--quiet";
      case "-o" -> "--output";
      default -> name;
    };
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
