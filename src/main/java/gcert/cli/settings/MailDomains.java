package gcert.cli.settings;

import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.target.Host;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import java.util.Optional;
import java.util.function.Function;

/** Which mail domain led to a server: with {@code --mx} a host stands under the domain named. */
final class MailDomains {
  private MailDomains() {}

  /** Gives the domain of a server; empty where the server was named itself. */
  static Function<ServerTarget, Optional<Host.Name>> read(OptionValues values)
      throws UsageException {
    boolean mx = values.get(BulkOptions.MX);
    TargetParser parser = TargetOptions.parser(values);
    return target -> mx ? domain(target, parser) : Optional.empty();
  }

  private static Optional<Host.Name> domain(ServerTarget target, TargetParser parser) {
    try {
      return parser.parse(target.text()) instanceof ServerTarget named
              && named.host() instanceof Host.Name name
          ? Optional.of(name)
          : Optional.empty();
    } catch (MalformedTargetException e) {
      throw new IllegalStateException("the target was read before", e);
    }
  }
}
