package gcert.cli.option;

import picocli.CommandLine.Model.PositionalParamSpec;

/** Parameters that stand in a place of their own. */
public final class Positionals {
  private Positionals() {}

  /** Exactly one value. */
  public static PositionalParamSpec one(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .type(String.class)
        .arity("1")
        .required(true)
        .description(description)
        .build();
  }
}
