package gcert.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one command is called: its name, options and parameters, and what is said about it. The
 * parser, the help, the man page and completion are made from it.
 */
public final class CommandSpec {
  private final String name;
  private final String summary;
  private final List<String> description = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<OptionGroup> groups = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private final List<Option<?>> common = new ArrayList<>();
  private final Map<Integer, String> exits = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  /**
   * Begins.
   *
   * @param name the words behind {@code gcert}: {@code roots list}
   * @param summary what it does, one sentence in the imperative
   */
  public CommandSpec(String name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  /**
   * A command line to show.
   *
   * @param line what is typed
   * @param purpose what it is for
   */
  public record Example(String line, String purpose) {}

  /** Adds a paragraph to the description. */
  public CommandSpec about(String paragraph) {
    description.add(paragraph);
    return this;
  }

  /** Adds a parameter. */
  public CommandSpec takes(Parameter parameter) {
    parameters.add(parameter);
    return this;
  }

  /** Adds groups of options, in the order of the help; those with the same heading are one. */
  public CommandSpec options(OptionGroup... further) {
    for (OptionGroup group : further) {
      add(group);
    }
    return this;
  }

  private void add(OptionGroup group) {
    for (int i = 0; i < groups.size(); i++) {
      OptionGroup before = groups.get(i);
      if (before.heading().equals(group.heading())) {
        groups.set(i, before.and(group.options().toArray(new Option<?>[0])));
        return;
      }
    }
    groups.add(group);
  }

  /** Says which options most people use: the short help has these. */
  public CommandSpec common(Option<?>... often) {
    common.addAll(List.of(often));
    return this;
  }

  /** Says what an exit code means here. */
  public CommandSpec exit(int code, String meaning) {
    exits.put(code, meaning);
    return this;
  }

  /** Names a file that the command reads or writes by itself. */
  public CommandSpec file(String path, String meaning) {
    files.put(path, meaning);
    return this;
  }

  /** Adds an example. */
  public CommandSpec example(String line, String purpose) {
    examples.add(new Example(line, purpose));
    return this;
  }

  /** The words behind {@code gcert}. */
  public String name() {
    return name;
  }

  /** The whole name: {@code gcert roots list}. */
  public String qualifiedName() {
    return name.isEmpty() ? "gcert" : "gcert " + name;
  }

  /** What it does, one sentence. */
  public String summary() {
    return summary;
  }

  /** What else is to say about it, a paragraph each. */
  public List<String> description() {
    return description;
  }

  /** What it takes besides options. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Its options, under their headings. */
  public List<OptionGroup> groups() {
    return groups;
  }

  /** Its examples. */
  public List<Example> examples() {
    return examples;
  }

  /** The options that most people use; empty where all are few. */
  public List<Option<?>> common() {
    return common;
  }

  /** What exit codes mean here, where that is more than what they mean everywhere. */
  public Map<Integer, String> exits() {
    return exits;
  }

  /** The files that it reads or writes by itself. */
  public Map<String, String> files() {
    return files;
  }

  /** All its options. */
  public List<Option<?>> options() {
    List<Option<?>> all = new ArrayList<>();
    for (OptionGroup group : groups) {
      all.addAll(group.options());
    }
    return all;
  }

  /** Whether it has an option. */
  public boolean has(Option<?> option) {
    for (OptionGroup group : groups) {
      if (group.options().contains(option)) {
        return true;
      }
    }
    return false;
  }

  /** The option of a name, short or long, with its hyphens. */
  public Optional<Option<?>> option(String wanted) {
    for (OptionGroup group : groups) {
      for (Option<?> option : group.options()) {
        if (option.isNamed(wanted)) {
          return Optional.of(option);
        }
      }
    }
    return Optional.empty();
  }
}
