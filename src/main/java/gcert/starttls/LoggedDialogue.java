package gcert.starttls;

import gcert.failure.Escaped;
import gcert.trace.ExchangeLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the dialogue to the logger {@code gcert.dialogue} as it happens, octets escaped: {@code >}
 * is what the client says, {@code <} the server, {@code =} neither.
 */
public final class LoggedDialogue implements ExchangeLog {
  private static final Logger LOG = LoggerFactory.getLogger("gcert.dialogue");

  private final String prefix;

  /** Makes one whose lines begin with a prefix, to tell one target's from another's. */
  public LoggedDialogue(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public boolean listening() {
    return true;
  }

  @Override
  public void sent(String line) {
    LOG.debug("{}> {}", prefix, Escaped.of(line));
  }

  @Override
  public void received(byte[] line) {
    LOG.debug("{}< {}", prefix, Escaped.of(line));
  }

  @Override
  public void note(String what) {
    LOG.debug("{}= {}", prefix, what);
  }
}
