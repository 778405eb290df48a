package gcert.cli.settings;

import gcert.cli.message.ExchangeLines;
import gcert.cli.message.Messages;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.target.ServerTarget;
import gcert.tls.ExchangeLogs;
import gcert.trace.ExchangeLog;
import java.util.List;

/**
 * The exchanges, as {@code --verbose} shows them.
 *
 * @param named whether each line begins with its target
 * @param messages where the lines go
 */
public record VerboseLogs(boolean named, Messages messages) implements ExchangeLogs {
  private static final List<Option<?>> SEVERAL =
      List.of(
          TargetOptions.GMAIL,
          BulkOptions.INPUT,
          BulkOptions.MX,
          BulkOptions.SRV,
          BulkOptions.ALL_ADDRESSES,
          BulkOptions.SAMPLES);

  /** Names the targets where there can be more than one. */
  public static VerboseLogs of(OptionValues values, Messages messages) {
    boolean several = values.parameters().size() != 1;
    for (Option<?> option : SEVERAL) {
      several |= values.given(option);
    }
    return new VerboseLogs(several, messages);
  }

  @Override
  public ExchangeLog of(ServerTarget target) {
    return new ExchangeLines(named ? target.hostAndPort() + " " : "", messages);
  }
}
