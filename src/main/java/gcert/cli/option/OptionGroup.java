package gcert.cli.option;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that stand under one heading in the help. Values are read by {@link OptionValues}. */
public final class OptionGroup {
  private final ArgGroupSpec.Builder group;
  private int order;

  public OptionGroup(String heading, int order) {
    group =
        ArgGroupSpec.builder()
            .heading("%n" + heading + ":%n")
            .order(order)
            .exclusive(false)
            .validate(false);
  }

  /** Adds an option that takes a value. */
  public OptionGroup value(String names, String label, String... description) {
    group.addArg(
        option(names, description).paramLabel(label).type(String.class).arity("1").build());
    return this;
  }

  /** Adds an option that may be given several times, each time with one value. */
  public OptionGroup list(String names, String label, String... description) {
    group.addArg(
        option(names, description).paramLabel(label).type(String[].class).arity("1").build());
    return this;
  }

  /** Adds an option without a value. */
  public OptionGroup flag(String names, String... description) {
    group.addArg(option(names, description).type(boolean.class).arity("0").build());
    return this;
  }

  /** Puts the group into a command. */
  public void addTo(CommandSpec spec) {
    spec.addArgGroup(group.build());
  }

  private OptionSpec.Builder option(String names, String... description) {
    return OptionSpec.builder(names.split(" ")).order(order++).description(description);
  }
}
