package gcert.cli;

import picocli.CommandLine.Model.PositionalParamSpec;

/** Parameters that stand in a place of their own. */
final class Positionals {
  private Positionals() {}

  /** Exactly one value. */
  static PositionalParamSpec one(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .type(String.class)
        .arity("1")
        .required(true)
        .description(description)
        .build();
  }
}
