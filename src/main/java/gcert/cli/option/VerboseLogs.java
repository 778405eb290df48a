package gcert.cli.option;

import gcert.starttls.LoggedDialogue;
import gcert.target.ServerTarget;
import gcert.tls.ExchangeLogs;
import gcert.trace.ExchangeLog;

/**
 * The dialogues, as {@code --verbose} shows them.
 *
 * @param named whether each line begins with its target
 */
public record VerboseLogs(boolean named) implements ExchangeLogs {
  private static final String[] SEVERAL = {
    "--gmail", "--input", "--mx", "--all-addresses", "--samples"
  };

  /** Names the targets where there can be more than one. */
  public static VerboseLogs of(OptionValues values) {
    boolean several = values.parameters().size() != 1;
    for (String option : SEVERAL) {
      several |= values.given(option);
    }
    return new VerboseLogs(several);
  }

  @Override
  public ExchangeLog of(ServerTarget target) {
    return new LoggedDialogue(named ? target.hostAndPort() + " " : "");
  }
}
