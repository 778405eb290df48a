package gcert.cli.settings;

import gcert.cli.option.Completion;
import gcert.cli.option.ValueType;
import java.util.List;

/** The name of a set of roots, or a file of them. */
final class RootSetType implements ValueType<String> {
  @Override
  public String parse(String text) {
    return text;
  }

  @Override
  public Completion completion() {
    return Completion.filesOr(List.of("bundled", "builtin", "system"));
  }
}
