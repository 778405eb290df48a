package gcert.tls;

import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;

/** Who listens to the dialogue with each target. */
public interface ExchangeLogs {

  /** The listener for one exchange. */
  ExchangeLog of(ServerTarget target);
}
