package gcert.cli.settings;

import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.starttls.DialogueLog;
import gcert.starttls.LoggedDialogue;
import gcert.target.ServerTarget;
import gcert.tls.DialogueLogs;
import java.util.List;

/**
 * The dialogues, as {@code --verbose} shows them.
 *
 * @param named whether each line begins with its target
 */
public record VerboseLogs(boolean named) implements DialogueLogs {
  private static final List<Option<?>> SEVERAL =
      List.of(
          TargetOptions.GMAIL,
          BulkOptions.INPUT,
          BulkOptions.MX,
          BulkOptions.ALL_ADDRESSES,
          BulkOptions.SAMPLES);

  /** Names the targets where there can be more than one. */
  public static VerboseLogs of(OptionValues values) {
    boolean several = values.parameters().size() != 1;
    for (Option<?> option : SEVERAL) {
      several |= values.given(option);
    }
    return new VerboseLogs(several);
  }

  @Override
  public DialogueLog of(ServerTarget target) {
    return new LoggedDialogue(named ? target.hostAndPort() + " " : "");
  }
}
