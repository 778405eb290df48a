package gcert.cli.option;

import java.util.ArrayList;
import java.util.List;

/**
 * Options that stand under one heading in the help.
 *
 * @param heading the heading
 * @param options the options, in the order of the help
 */
public record OptionGroup(String heading, List<Option<?>> options) {

  /** A group of these options. */
  public OptionGroup(String heading, Option<?>... options) {
    this(heading, List.of(options));
  }

  /** The same group with further options at its end. */
  public OptionGroup and(Option<?>... further) {
    List<Option<?>> all = new ArrayList<>(options);
    all.addAll(List.of(further));
    return new OptionGroup(heading, all);
  }
}
